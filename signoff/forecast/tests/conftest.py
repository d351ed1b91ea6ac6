"""How properties are looked for here: a busy machine is no finding."""

from hypothesis import HealthCheck, settings

settings.register_profile("signoff", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("signoff")
