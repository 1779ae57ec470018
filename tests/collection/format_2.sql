-- The store of a collection: the only truth. Everything else in the index folder can be made again from it.
-- Format 2. A change to this file, to the sentence splitter, to folding or to shingles needs a new format number.

-- Facts about the collection: 'collection' (its random identity), 'model', 'fingerprint', 'dimension'.
CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every committed change of what the collection holds. The token tells two histories of one generation apart (a
-- restored backup, say), so that a cache made in the one is not taken for a cache of the other.
CREATE TABLE change (
    generation INTEGER NOT NULL PRIMARY KEY,
    token      INTEGER NOT NULL
) STRICT;

-- Inputs as they were when last read whole.
CREATE TABLE source (
    number      INTEGER NOT NULL PRIMARY KEY,
    path        TEXT    NOT NULL UNIQUE,
    fingerprint TEXT,                          -- null while not all of it is kept: read it again next time
    articles    INTEGER NOT NULL DEFAULT 0     -- how many it gave when it was read whole
) STRICT;

CREATE TABLE article (
    number     INTEGER NOT NULL PRIMARY KEY,
    id         TEXT    NOT NULL UNIQUE,
    source     INTEGER NOT NULL REFERENCES source (number),
    path       TEXT    NOT NULL,
    sha256     TEXT    NOT NULL,
    title      TEXT,
    outlet     TEXT,
    author     TEXT,
    url        TEXT,
    canonical_url TEXT,                        -- the address the page declares to be its own
    language   TEXT,
    read_at    TEXT,                           -- when it was read, ISO, UTC
    published  TEXT    NOT NULL,               -- a date interval, as JSON
    originally TEXT,                           -- the same
    evidence   TEXT    NOT NULL,               -- all dated statements, as JSON
    extra      TEXT    NOT NULL,               -- pairs of name and value, as JSON
    dated      INTEGER NOT NULL,               -- 1 where the date that orders it is a date at all
    earliest   TEXT,                           -- first day of that date, ISO; null where undated
    latest     TEXT,                           -- last day it may have been published, ISO; null where undated
    sentences  INTEGER NOT NULL
) STRICT;
CREATE INDEX article_by_source ON article (source);

-- What users say of articles' dates. Kept by id, so that it outlasts reading the article anew.
CREATE TABLE user_date (
    article  TEXT NOT NULL,                    -- the article's id
    role     TEXT NOT NULL,                    -- 'published' or 'originally'
    value    TEXT NOT NULL,                    -- the date as the user wrote it, or 'unknown'
    note     TEXT,                             -- how the user knows
    given_at TEXT NOT NULL,                    -- when it was said, ISO, UTC
    PRIMARY KEY (article, role)
) STRICT, WITHOUT ROWID;

-- The original text, into which all offsets point.
CREATE TABLE text (
    article INTEGER NOT NULL PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
    content TEXT    NOT NULL
) STRICT;

-- Distinct wordings. AUTOINCREMENT: a number is never given twice, so a cache can tell what is new by its number.
CREATE TABLE wording (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    key    BLOB    NOT NULL UNIQUE,            -- 128-bit hash of the folded words
    text   TEXT    NOT NULL                    -- as it stands where it was first read
) STRICT;

-- Apart from the wordings, so that looking up a text does not step over 768 bytes of numbers.
CREATE TABLE vector (
    wording    INTEGER NOT NULL PRIMARY KEY REFERENCES wording (number) ON DELETE CASCADE,
    components BLOB    NOT NULL                -- half-precision numbers, little-endian
) STRICT;

-- The words channel. No reference to wording: that would need a second index of the same size. A wording's shingles
-- follow from its text, and go with it.
CREATE TABLE shingle (
    shingle INTEGER NOT NULL,
    wording INTEGER NOT NULL,
    PRIMARY KEY (shingle, wording)
) STRICT, WITHOUT ROWID;

-- Sentences: the occurrences of wordings. A sentence without any word ("* * *") has no wording.
CREATE TABLE sentence (
    article     INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    first       INTEGER NOT NULL,              -- offsets into the text: the first character,
    beyond      INTEGER NOT NULL,              -- and the one after the last
    wording     INTEGER REFERENCES wording (number),
    boilerplate TEXT,                          -- why it is page furniture; null if it is not
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX sentence_by_wording ON sentence (wording);

-- Wordings taken out, and when: what a cache of an earlier generation must drop.
CREATE TABLE retired (
    wording    INTEGER NOT NULL PRIMARY KEY,
    generation INTEGER NOT NULL
) STRICT;
CREATE INDEX retired_by_generation ON retired (generation);
