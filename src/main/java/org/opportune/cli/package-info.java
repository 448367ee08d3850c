/**
 * The words of a command line come in; requests to a server's API go out, and what it answers is told to a person at a terminal or to a script.
 * It is a program of its own, {@code opportune-cli.jar}, and works on a server from anywhere. It must not know the server's insides: it imports only {@code kernel}, and speaks HTTP.
 * It has no rules; what a command means is written in its {@code --help}.
 */
@NullMarked
package org.opportune.cli;

import org.jspecify.annotations.NullMarked;
