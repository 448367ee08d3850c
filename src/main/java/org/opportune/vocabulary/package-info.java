/**
 * {@code vocabulary.yaml} and {@code rulebook.yaml} come in; every name that rules, events, imports and requests may use goes out, with its type. It must not
 * know rules, offers or customers. Its files are {@code rules/vocabulary.yaml} and {@code rules/rulebook.yaml}.
 */
@NullMarked
package org.opportune.vocabulary;

import org.jspecify.annotations.NullMarked;
