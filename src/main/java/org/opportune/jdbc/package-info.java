/** Rows by the thousand: transactions that are tried again when writers meet, statements of many rows, and failures that show no personal data. It knows no table. */
@NullMarked
package org.opportune.jdbc;

import org.jspecify.annotations.NullMarked;
