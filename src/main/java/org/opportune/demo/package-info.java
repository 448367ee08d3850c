/**
 * A seed, an anchor day and a number come in; the customers of the demo shop go out, with two years of events before that day, and
 * are loaded through {@link org.opportune.profile.Profiles}. The same three give the same customers to the byte, and each customer
 * is made from a seed of their own, whatever the number. It must not read a clock or a random source, and no customer of it
 * can be a real one: addresses and telephone numbers lie in ranges reserved for fiction. Its people, places, products and
 * life stories stand in the tables beside its classes.
 */
@NullMarked
package org.opportune.demo;

import org.jspecify.annotations.NullMarked;
