package org.opportune.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Nearest;

/** Refuses query parameters that an operation does not have, which would be passed over in silence, and those that are said twice. */
@Provider
@Priority(Priorities.AUTHORIZATION + 100)
public class QueryCheck implements ContainerRequestFilter {
    @Context
    private @Nullable ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        String query = request.getUriInfo().getRequestUri().getRawQuery();
        Method method = Objects.requireNonNull(resource).getResourceMethod();
        if (query != null && method != null) {
            check(request.getUriInfo().getQueryParameters(), names(method));
        }
    }

    static void check(Map<String, List<String>> said, List<String> known) {
        Findings findings = new Findings();
        said.forEach((name, values) -> {
            String pointer = "?" + Nearest.shorten(name);
            if (!known.contains(name)) {
                findings.at(
                        pointer,
                        known.isEmpty()
                                ? "this operation has no query parameters; leave '" + Nearest.shorten(name) + "' out"
                                : Nearest.unknown("query parameter", name, known));
            } else if (values.size() > 1) {
                findings.at(pointer, "said " + values.size() + " times; say it once");
            }
        });
        findings.refuseRequest();
    }

    static List<String> names(Method method) {
        return Arrays.stream(method.getParameterAnnotations())
                .flatMap(Arrays::stream)
                .map(QueryCheck::name)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable String name(Annotation annotation) {
        return annotation instanceof QueryParam parameter ? parameter.value() : null;
    }
}
