/**
 * How often offers were shown and accepted comes in; a numbered table of learned rates comes out, which never changes. It must not know how a decision is made, nor a database. {@code docs/learning.md} says what the rates
 * mean, and what they gain.
 */
@NullMarked
package org.opportune.learning;

import org.jspecify.annotations.NullMarked;
