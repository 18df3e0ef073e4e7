CREATE TABLE stock (
    sku      TEXT PRIMARY KEY REFERENCES products (sku),
    on_hand  BIGINT NOT NULL,
    reserved BIGINT NOT NULL DEFAULT 0,
    -- The last line of defence: the database itself refuses to oversell.
    CHECK (reserved >= 0 AND reserved <= on_hand)
);
CREATE TABLE reservations (
    id              TEXT PRIMARY KEY,
    -- Unique, so that of two equal requests at the same time one waits and then finds the other's reservation.
    idempotency_key TEXT NOT NULL UNIQUE,
    sku             TEXT NOT NULL REFERENCES products (sku),
    quantity        BIGINT NOT NULL CHECK (quantity > 0),
    reserved_at_ms  BIGINT NOT NULL,
    released_at_ms  BIGINT
);
