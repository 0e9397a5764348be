//! What wallet and authority say to each other; the trait AuthorityApi.
