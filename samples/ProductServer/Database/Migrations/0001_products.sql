CREATE TABLE categories (
    slug     TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    position INTEGER NOT NULL
);
CREATE TABLE products (
    sku         TEXT PRIMARY KEY,
    category    TEXT NOT NULL REFERENCES categories (slug),
    name        TEXT NOT NULL,
    description TEXT NOT NULL,
    price_cents BIGINT NOT NULL CHECK (price_cents >= 0),
    -- Orders equal search results, the same on every database whatever its collation.
    position    INTEGER NOT NULL,
    -- Lower case, because LIKE distinguishes case on PostgreSQL and not on SQLite.
    search_name TEXT NOT NULL,
    search_text TEXT NOT NULL
);
CREATE INDEX products_category ON products (category);
CREATE INDEX products_price ON products (price_cents);
