package org.opportune.http;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link Door} before the servlet container while the application runs, and {@link DeclinedOffers} behind what reads requests. Payara has no setting
 * for either, so this goes by the names of its classes; when they are gone one day, the log says so, and BadInputIT and ErasedE2E fail.
 */
@WebListener
public class DoorKeeper implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(DoorKeeper.class.getName());

    /** They would tell of every client that left with a stack trace. */
    private static final List<Logger> TALKATIVE = Stream.of(
                    "org.glassfish.grizzly.filterchain.DefaultFilterChain",
                    "org.glassfish.jersey.server.ServerRuntime$Responder",
                    "jakarta.enterprise.web",
                    "jakarta.enterprise.web.core")
            .map(Logger::getLogger)
            .toList();

    private final DeclinedOffers offers = new DeclinedOffers();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        TALKATIVE.forEach(logger -> logger.setFilter(record -> !Farewell.isIn(record)));
        replaceHandlers(Door::new);
        List<FilterChain> chains = chains();
        chains.forEach(chain -> chain.add(offers));
        if (chains.isEmpty()) {
            LOG.warning("Nobody declines offers of other protocols: a body that comes with one cannot be read");
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        chains().forEach(chain -> chain.remove(offers));
        replaceHandlers(handler -> handler instanceof Door door ? door.behind() : handler);
        TALKATIVE.forEach(logger -> logger.setFilter(null));
    }

    private static void replaceHandlers(UnaryOperator<HttpHandler> replacement) {
        int replaced = 0;
        try {
            ClassLoader payara = HttpHandler.class.getClassLoader();
            Class<?> type = Class.forName("org.glassfish.internal.grizzly.V3Mapper", false, payara);
            Method get = type.getMethod("getHttpHandler");
            Method set = type.getMethod("setHttpHandler", HttpHandler.class);
            for (Object mapper : mappers(payara)) {
                if (type.isInstance(mapper) && get.invoke(mapper) instanceof HttpHandler handler) {
                    set.invoke(mapper, replacement.apply(handler));
                    replaced++;
                }
            }
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.FINE, "Payara's listeners are not as they were", e);
        }
        if (replaced == 0) {
            LOG.warning(
                    "Nobody stands at the door: addresses that cannot be decoded are answered with 200 and nothing");
        }
    }

    /** What requests of each listener pass. */
    private static List<FilterChain> chains() {
        List<FilterChain> chains = new ArrayList<>();
        try {
            ClassLoader payara = HttpHandler.class.getClassLoader();
            Class<?> type = Class.forName("com.sun.enterprise.v3.services.impl.GrizzlyService", false, payara);
            Field proxies = type.getDeclaredField("proxies");
            proxies.setAccessible(true);
            Class<?> listening = Class.forName("com.sun.enterprise.v3.services.impl.GrizzlyProxy", false, payara);
            Class<?> generic = Class.forName("org.glassfish.grizzly.config.GenericGrizzlyListener", false, payara);
            for (Object service : services(payara, type)) {
                for (Object proxy : (Collection<?>) proxies.get(service)) {
                    Object listener = listening.isInstance(proxy)
                            ? listening.getMethod("getUnderlyingListener").invoke(proxy)
                            : null;
                    if (generic.isInstance(listener)
                            && generic.getMethod("getTransport").invoke(listener) instanceof Transport transport
                            && transport.getProcessor() instanceof FilterChain chain) {
                        chains.add(chain);
                    }
                }
            }
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.FINE, "Payara's listeners are not as they were", e);
        }
        return chains;
    }

    /** Payara makes a mapper for each of its listeners, and keeps them as services. */
    private static List<?> mappers(@Nullable ClassLoader payara) throws ReflectiveOperationException {
        return services(payara, Class.forName("org.glassfish.grizzly.http.server.util.Mapper", false, payara));
    }

    private static List<?> services(@Nullable ClassLoader payara, Class<?> contract)
            throws ReflectiveOperationException {
        Object services = Class.forName("org.glassfish.internal.api.Globals", true, payara)
                .getMethod("getDefaultHabitat")
                .invoke(null);
        Object found = Class.forName("org.glassfish.hk2.api.ServiceLocator", false, payara)
                .getMethod("getAllServices", Class.class, Annotation[].class)
                .invoke(services, contract, new Annotation[0]);
        return found instanceof List<?> list ? list : List.of();
    }
}
