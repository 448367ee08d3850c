package org.opportune.launcher;

/**
 * The way in. Compiled for Java 8 (see the compiler's second execution in the POM), so that an old Java can read it far
 * enough to say which one is wanted; everything newer is reached by name.
 */
public final class Launcher {
    private static final int WANTED = 17;

    private Launcher() {}

    public static void main(String[] args) throws Exception {
        String version = System.getProperty("java.specification.version");
        if (feature(version) < WANTED) {
            System.err.println("Opportune needs Java 17 or newer, and this is Java " + version + " ("
                    + System.getProperty("java.home") + "). Run it with a Java 17 or 25.");
            System.exit(1);
        }
        Class.forName("org.opportune.launcher.Start")
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }

    static int feature(String version) {
        return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version.split("\\.", -1)[0]);
    }
}
