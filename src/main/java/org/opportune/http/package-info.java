/**
 * Requests come in as bytes and go out as JSON: strict reading, bounded bodies, and one way to say no ({@code application/problem+json}).
 * It must not know what a request is about; the resources that stand beside the steps do. Who may ask is decided in {@code security}.
 * No rule file concerns it.
 */
@NullMarked
package org.opportune.http;

import org.jspecify.annotations.NullMarked;
