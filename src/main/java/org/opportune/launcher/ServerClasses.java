package org.opportune.launcher;

import java.net.URL;
import java.net.URLClassLoader;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.PermissionCollection;
import java.security.Permissions;

/** Payara's classes, which see the JDK and each other. Payara asks of its own that they may do everything. */
final class ServerClasses extends URLClassLoader {
    ServerClasses(URL launchJar) {
        super(new URL[] {launchJar}, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected PermissionCollection getPermissions(CodeSource source) {
        PermissionCollection all = new Permissions();
        all.add(new AllPermission());
        return all;
    }
}
