package org.opportune.kernel;

import java.util.List;

/**
 * A refusal that a client can act on; one mapper turns it into {@code application/problem+json} (RFC 9457).
 * The type is stable: {@code /problems/<code>}.
 */
public final class Problem extends RuntimeException {
    private final int status;
    private final String code;
    private final String title;
    private final transient List<Finding> findings;

    public Problem(int status, String code, String title, String detail, List<Finding> findings) {
        super(detail);
        this.status = status;
        this.code = code;
        this.title = title;
        this.findings = List.copyOf(findings);
    }

    public static Problem invalid(List<Finding> findings) {
        return invalid(findings, findings.size());
    }

    /**
     * Of which not all are shown.
     *
     * @param count how many there are
     */
    static Problem invalid(List<Finding> findings, int count) {
        String detail = count == 1 ? findings.get(0).toString() : count + " things are wrong; see errors.";
        return new Problem(400, "invalid-request", "The request is not valid", detail, findings);
    }

    public static Problem unpublishable(List<Finding> errors) {
        return new Problem(
                409,
                "not-publishable",
                "Cannot be published",
                "It does not pass the check any more; see errors",
                errors);
    }

    public static Problem invalid(String pointer, String message) {
        return invalid(List.of(Finding.at(pointer, message)));
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "not-found", "Not found", detail, List.of());
    }

    public static Problem conflict(String code, String detail) {
        return new Problem(409, code, "Conflict with the present state", detail, List.of());
    }

    public static Problem unavailable(String detail) {
        return new Problem(503, "unavailable", "Not available now", detail, List.of());
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Finding> findings() {
        return findings;
    }
}
