package org.opportune.releases;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Added once, and never changed. */
@Entity
@Table(name = "rule_files")
class RuleFileRow {
    @Id
    private String hash = "";

    private byte[] content = {};

    byte[] content() {
        return content;
    }
}
