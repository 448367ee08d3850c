package org.opportune.releases;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

@Entity
@IdClass(DraftFileRow.Key.class)
@Table(name = "draft_files")
class DraftFileRow {
    @Id
    private long draft;

    @Id
    private String path = "";

    private String hash = "";

    private int bytes;

    /** For JPA. */
    DraftFileRow() {}

    DraftFileRow(long draft, String path, String hash, int bytes) {
        this.draft = draft;
        this.path = path;
        this.hash = hash;
        this.bytes = bytes;
    }

    String path() {
        return path;
    }

    String hash() {
        return hash;
    }

    int bytes() {
        return bytes;
    }

    void write(String content, int length) {
        hash = content;
        bytes = length;
    }

    /** By which JPA finds one. */
    static class Key implements Serializable {
        long draft;
        String path = "";

        Key() {}

        Key(long draft, String path) {
            this.draft = draft;
            this.path = path;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.draft == draft && key.path.equals(path);
        }

        @Override
        public int hashCode() {
            return Objects.hash(draft, path);
        }
    }
}
