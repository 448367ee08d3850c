package org.opportune.rulebook;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * All that rules can see of this program and of Java: when they are compiled, by the resource of each class, in which Drools' Eclipse compiler looks every
 * name up; and when they run, by its loading.
 */
final class VisibleClasses extends ClassLoader {
    private static final String COMPILER_ASKS = "java/lang/Object.class";

    private final EngineList list;
    private final ClassLoader all;
    private volatile boolean asked;

    VisibleClasses(EngineList list, ClassLoader all) {
        super(null);
        this.list = list;
        this.all = all;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (list.loaded().contains(name)) {
            return Class.forName(name, false, all);
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    public @Nullable URL getResource(String name) {
        return isSeen(name) ? all.getResource(name) : null;
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        return isSeen(name) ? all.getResourceAsStream(name) : null;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return isSeen(name) ? all.getResources(name) : Collections.emptyEnumeration();
    }

    private boolean isSeen(String resource) {
        asked |= resource.equals(COMPILER_ASKS);
        return resource.endsWith(".class")
                && list.seen()
                        .contains(resource.substring(0, resource.length() - ".class".length())
                                .replace('/', '.'));
    }

    /** False when names were resolved by a compiler that looks elsewhere, such as javac on the class path of the server. */
    boolean resolvedNames() {
        return asked;
    }
}
