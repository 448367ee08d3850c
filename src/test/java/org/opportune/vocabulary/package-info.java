@NullMarked
package org.opportune.vocabulary;

import org.jspecify.annotations.NullMarked;
