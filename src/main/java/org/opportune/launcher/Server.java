package org.opportune.launcher;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.logging.LogRecord;
import org.opportune.kernel.Settings;
import org.opportune.kernel.StartRefused;

/** Payara Micro with the WAR, in a class loader that sees the JDK and Payara and nothing of the project's class path. */
final class Server {
    private final ClassLoader loader;
    private final Object micro;
    private final Object runtime;
    private final Console console;
    private final Path folder;

    private Server(ClassLoader loader, Object micro, Object runtime, Console console, Path folder) {
        this.loader = loader;
        this.micro = micro;
        this.runtime = runtime;
        this.console = console;
        this.folder = folder;
    }

    static Server boot(Configuration configuration, Path launchJar, Path folder, Console console) {
        try {
            Path commands = Files.write(
                    folder.resolve("before-boot.asadmin"), listenerSettings(configuration.get(Settings.HTTP_ADDRESS)));
            String[] arguments = List.of(
                            "--nohazelcast",
                            "--disablephonehome",
                            "--rootdir",
                            folder.toString(),
                            "--port",
                            configuration.get(Settings.HTTP_PORT),
                            "--prebootcommandfile",
                            commands.toString(),
                            "--logproperties",
                            Console.writeLevels(folder).toString())
                    .toArray(String[]::new);
            // Payara's classes are in use until the process ends, so their loader is never closed.
            ClassLoader loader = new ServerClasses(launchJar.toUri().toURL());
            Thread.currentThread().setContextClassLoader(loader);
            System.setProperty("fish.payara.micro.BootJar", launchJar.toUri().toString());
            Object micro = Objects.requireNonNull(loader.loadClass("fish.payara.micro.impl.PayaraMicroImpl")
                    .getMethod("create", String[].class)
                    .invoke(null, (Object) arguments));
            Object runtime = Objects.requireNonNull(call(loader, micro, "getRuntime"));
            console.takeOver();
            return new Server(loader, micro, runtime, console, folder);
        } catch (IOException | ReflectiveOperationException e) {
            throw new StartRefused("Payara Micro does not start: " + Refusals.cause(List.of(unwrapped(e))), e);
        }
    }

    /** HTTP/2 without TLS is for nobody, and a wrong word in its upgrade would end the connection with a stack trace. */
    private static List<String> listenerSettings(String address) {
        String network = "set configs.config.server-config.network-config.";
        String http = network + "protocols.protocol.http-listener.http.";
        return List.of(
                network + "network-listeners.network-listener.http-listener.address=" + address,
                http + "http2-enabled=false",
                http + "server-header=false");
    }

    void deploy(Path war) {
        console.hold();
        List<Throwable> thrown = new ArrayList<>();
        boolean deployed = false;
        try {
            Class<?> type = loader.loadClass("fish.payara.micro.PayaraMicroRuntime");
            type.getMethod("deploy", String.class, String.class, File.class)
                    .invoke(runtime, "opportune", "/", war.toFile());
            // What deploy answers is true also when the deployment failed.
            deployed = !((Collection<?>)
                            type.getMethod("getDeployedApplicationNames").invoke(runtime))
                    .isEmpty();
        } catch (ReflectiveOperationException e) {
            thrown.add(unwrapped(e));
        }
        List<LogRecord> held = console.release(deployed);
        if (!deployed) {
            held.stream().map(LogRecord::getThrown).filter(Objects::nonNull).forEach(thrown::add);
            throw new StartRefused("The application " + war.getFileName() + " could not be deployed: "
                    + Refusals.cause(thrown) + " (the whole story is in " + console.tell(held, folder) + ").");
        }
    }

    void stop() {
        try {
            call(loader, micro, "shutdown");
        } catch (ReflectiveOperationException e) {
            if (unwrapped(e) instanceof IllegalStateException) {
                return; // Payara's own shutdown hook was there first.
            }
            System.err.println("Payara Micro did not stop cleanly: " + Refusals.cause(List.of(unwrapped(e))));
        }
    }

    private static Object call(ClassLoader loader, Object micro, String method) throws ReflectiveOperationException {
        return loader.loadClass("fish.payara.micro.boot.PayaraMicroBoot")
                .getMethod(method)
                .invoke(micro);
    }

    private static Throwable unwrapped(Exception e) {
        return e instanceof InvocationTargetException wrapped && wrapped.getCause() != null ? wrapped.getCause() : e;
    }
}
