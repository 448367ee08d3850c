-- Customers and what happened to them. Instants are milliseconds since 1970 (UTC), so that no session's time zone can shift them.

-- Keys are taken in blocks, so that a row's key is known before it is written. The block's size stands in Customers.java.
CREATE SEQUENCE customer_block START WITH 0 MINVALUE 0 INCREMENT BY 1 CACHE 100 ENGINE = InnoDB;

CREATE TABLE customer (
    customer_key BIGINT NOT NULL PRIMARY KEY,
    created      BIGINT NOT NULL,
    attributes   JSON   NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- A name finds one customer. Compared byte by byte; what has several spellings is brought into one form before it comes here.
CREATE TABLE identity (
    namespace    VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    id           VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
    customer_key BIGINT NOT NULL,
    PRIMARY KEY (namespace, id),
    KEY identity_customer (customer_key),
    FOREIGN KEY (customer_key) REFERENCES customer (customer_key)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Clustered by customer and time: a customer's history is one range. event_hash is the first 16 bytes of the SHA-256 of source and id; the
-- unique key makes an event that comes again the same event. Lists of items stand apart, since no feature looks at them.
CREATE TABLE event (
    customer_key BIGINT       NOT NULL,
    at           BIGINT       NOT NULL,
    event_hash   BINARY(16)   NOT NULL,
    type         VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    source       VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
    id           VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
    properties   MEDIUMTEXT   NOT NULL,
    items        MEDIUMTEXT   NULL,
    PRIMARY KEY (customer_key, at, event_hash),
    UNIQUE KEY event_once (event_hash)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Every word that a customer said about the use of their data. An empty channel means every channel.
CREATE TABLE consent (
    customer_key BIGINT      NOT NULL,
    at           BIGINT      NOT NULL,
    purpose      VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    channel      VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    granted      BOOLEAN     NOT NULL,
    PRIMARY KEY (customer_key, at, purpose, channel)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- In which stage a customer was, and since when. cause: what noticed the move.
CREATE TABLE stage_spell (
    customer_key BIGINT      NOT NULL,
    since        BIGINT      NOT NULL,
    stage        VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    release_hash VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cause        VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (customer_key, since)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
