"""Pure numeric code: what estimates say of a whole. It knows no area."""
