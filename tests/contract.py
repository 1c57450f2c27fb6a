"""What the contract fixes because programs rely on it."""

FIXED_SLUGS = {
    "session": "individual couple relationship family child group",
    "format": "in-person video phone text-chat email home-visit outdoors",
    "times": "weekday-morning weekday-daytime evening weekend",
    "availability": "now waitlist",
    "fee_help": "free pay-what-you-can sliding-scale concession sponsored free-first-call",
    "age_group": "0-4 5-10 11-13 14-17 18-25 26-64 65-79 80-plus",
    "gender": "woman man non-binary",
    "contact_mode": "form email text phone relay sign-video booking-link",
    "kind": "individual group_practice clinic community_service peer_group",
    "language": "pa ur bfi",
    "access": "step-free accessible-toilet hearing-loop",
    "approach": "emdr somatic-experiencing",
    "concern": "racial-trauma",
    "community": "south-asian",
}
