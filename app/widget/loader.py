"""The small script that puts a frame into a page; a version that was published stays as it is, under its hash."""

VERSION = 1
# Pages that include the script name this hash: whoever changes the file takes the search away from them.
INTEGRITY = "sha384-4rTCBAQo/8Z+xzGKNJyK9F1GY+P/NT5Vz9N6od2wCbEeXJVFdu1ks2Txxa1goAk0"
FILE = f"js/widget-loader-{VERSION}.js"
