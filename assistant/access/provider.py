"""The identity provider that signs readers in, as the settings name it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import SecretStr

from assistant.access.addresses import origin_of
from assistant.errors import AccessError
from index.settings import Settings

_SCOPE = "openid"


@dataclass(frozen=True, slots=True)
class Provider:
    """`public_url` is where readers reach this server, empty where requests tell; the claims are
    those of the ID token, or of the userinfo endpoint, that name a user and the user's groups,
    `groups_claim` empty for no groups."""

    issuer: str
    client_id: str
    client_secret: SecretStr | None
    scopes: str
    user_claim: str
    groups_claim: str
    public_url: str

    @property
    def origin(self) -> str:
        """The only one that is called."""
        return origin_of(self.issuer)

    @property
    def name(self) -> str:
        """As readers know it."""
        return urlsplit(self.issuer).netloc


def load_provider(settings: Settings) -> Provider:
    """Raises AccessError; calls no one."""
    issuer = settings.oidc_issuer.strip()
    if not origin_of(issuer) or "?" in issuer or "#" in issuer:
        raise AccessError(
            f"ASSISTANT_OIDC_ISSUER is {issuer!r}: set it to the https:// address of the identity "
            "provider, as its discovery document has it."
        )
    if not settings.oidc_client_id:
        raise AccessError(
            "ASSISTANT_OIDC_CLIENT_ID is empty: set it to the name that the provider gave to this "
            "server."
        )
    if not settings.oidc_user_claim:
        raise AccessError("ASSISTANT_OIDC_USER_CLAIM is empty: set it to a claim, such as sub.")
    scopes = settings.oidc_scopes.replace(",", " ").split()
    return Provider(
        issuer=issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret or None,
        scopes=" ".join(dict.fromkeys([_SCOPE, *scopes])),
        user_claim=settings.oidc_user_claim,
        groups_claim=settings.oidc_groups_claim,
        public_url=_public(settings.oidc_public_url.strip().rstrip("/")),
    )


def _public(address: str) -> str:
    """Raises AccessError for what is more than an origin."""
    if address and origin_of(address) != address.lower():
        raise AccessError(
            f"ASSISTANT_OIDC_PUBLIC_URL is {address!r}: set it to https:// and the name by which "
            "readers reach this server, and no more."
        )
    return address.lower()
