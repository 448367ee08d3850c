package org.opportune.launcher;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the launcher as exec-maven-plugin does: its class path in a class loader, and none of it in the system's. For
 * Payara's own loaders reach the system's, and would find the Jakarta API there a second time.
 */
final class LikeMaven {
    private LikeMaven() {}

    public static void main(String[] args) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("launcher.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        ClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        loader.loadClass("org.opportune.launcher.Launcher")
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }
}
