// The geometry of the fee picture: the same rule as `fee_range` in app/finder/pictures.py, in its units.
const WIDTH = 200;
const LEAST_BAR = 6;

// From the lowest to the standard fee on a scale from nothing, with what the seeker would pay marked; or null.
export function feePicture(low, standard, mark) {
  if (low === null || standard === null || standard === 0 || (low >= standard && mark === null)) return null;
  const top = Math.max(low, standard, mark ?? 0) * 1.12;
  const at = (amount) => Math.round((amount / top) * WIDTH);
  const length = Math.max(at(Math.max(low, standard)) - at(Math.min(low, standard)), LEAST_BAR);
  return {
    start: Math.min(at(Math.min(low, standard)), WIDTH - length),
    length,
    mark: mark === null ? null : Math.min(at(mark), WIDTH - 2),
  };
}
