package org.opportune.kernel;

import java.util.Locale;

/** The kinds of message that a check of rule files gives. A finding carries its slug. */
public enum Kind {
    // files
    FILE_MISSING,
    FILE_TOO_LARGE,
    FILE_NAME,
    FILE_UNREADABLE,
    NOT_UTF8,
    HIDDEN_CHARACTER,
    YAML,
    DECLARATION,
    // workbooks and tables
    WORKBOOK_UNSAFE,
    FORMULA_CELL,
    TABLE_LAYOUT,
    TABLE_CELL,
    CELL_BREAKS_OUT,
    // the language of rules
    HEADER,
    SYNTAX,
    NOT_IN_LANGUAGE,
    UNKNOWN_NAME,
    UNKNOWN_VALUE,
    WRONG_TYPE,
    WRONG_CALL,
    DUPLICATE_NAME,
    TOO_COMPLEX,
    // sentences
    SENTENCE_FILE,
    SENTENCE_UNKNOWN,
    // the engine
    NOT_COMPILED,
    FORBIDDEN_CODE,
    // the process that checks
    CHECK_STOPPED,
    // releases
    RELEASE_DAMAGED,
    ARM_RELEASE,
    // cases
    CASE_FAILED,
    // what the check finds beyond mistakes
    RULE_WITHOUT_NAME,
    RULE_WITHOUT_CASE,
    CASE_WITHOUT_RULE,
    NEVER_MATCHES,
    STAGE_UNREACHABLE,
    STAGES_OVERLAP,
    NOT_DECIDED,
    SWALLOWED,
    CONTRADICTION,
    GAP,
    OFFER_UNREACHABLE,
    OFFER_WITHOUT_TREATMENT,
    OFFER_WITHOUT_CONTENT;

    /** As findings carry it, such as {@code unknown-name}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
