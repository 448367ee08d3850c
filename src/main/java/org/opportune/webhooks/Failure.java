package org.opportune.webhooks;

/** Why an attempt failed. What the receiver wrote is not kept: it may show what it was sent. */
enum Failure {
    STATUS("The receiver did not answer 2xx"),
    UNRESOLVED("The name of the receiver is not found"),
    ADDRESS(
            "The receiver's address is not one of the public Internet, and opportune.webhooks.private does not allow it"),
    CONNECTION("No connection to the receiver, or it broke off"),
    TLS("The receiver's certificate is not trusted, or no encryption is agreed on"),
    TIMEOUT("The receiver did not answer in time"),
    UNSENT("It waited for longer than opportune.webhooks.keep, since the webhook was paused or its receiver away");

    private final String sentence;

    Failure(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
