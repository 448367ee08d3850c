package org.opportune.rulebook;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.opportune.model.RowIndex;
import org.opportune.model.Step;
import org.opportune.vocabulary.Facts;

/** The rules of a rulebook in Drools, and beside it those that an index answers. Who closes it last lets go of every class that was made for it
 * and for none after it. */
final class CompiledRules implements AutoCloseable {
    private final EngineBuild.Loaded loaded;
    private final KieBase base;
    private final KieSessionConfiguration configuration;
    private final Map<Step, RowMaker> rows = new EnumMap<>(Step.class);
    private final Map<Step, RowIndex> indexes;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** Makes the facts of a step that the engine's rules match on. */
    record RowMaker(RowShape shape, MethodHandle constructor) {
        Object of(@Nullable Object[] values) {
            try {
                return (Object) constructor.invoke((Object) values);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("a row could not be made", e);
            }
        }
    }

    CompiledRules(EngineBuild.Loaded loaded, Facts facts, Set<Step> steps, Map<Step, RowIndex> indexes) {
        this.loaded = loaded;
        this.base = loaded.container().getKieBase();
        this.configuration = KieServices.get().newKieSessionConfiguration();
        this.indexes = indexes;
        configuration.setOption(ClockTypeOption.PSEUDO);
        steps.forEach(step -> rows.put(
                step,
                new RowMaker(
                        RowShape.of(step, facts), constructor(loaded.loader().rows(), step))));
    }

    private static MethodHandle constructor(RowClasses classes, Step step) {
        try {
            return MethodHandles.publicLookup()
                    .findConstructor(
                            classes.loadClass(RowClasses.name(step)), MethodType.methodType(void.class, Object[].class))
                    .asFixedArity()
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the rows were just made", e);
        }
    }

    /** How many rules the engine has. */
    int count() {
        return base.getKiePackages().stream()
                .mapToInt(each -> each.getRules().size())
                .sum();
    }

    RuleLoader loader() {
        return loaded.loader();
    }

    RuleClasses classes() {
        return loaded.classes();
    }

    KieSession session() {
        return base.newKieSession(configuration, null);
    }

    /** The steps that have rules in the engine. */
    Set<Step> steps() {
        return rows.keySet();
    }

    /** Whether a step has a rule at all, in the engine or in an index. */
    boolean has(Step step) {
        return rows.containsKey(step) || indexes.containsKey(step);
    }

    RowIndex indexed(Step step) {
        return indexes.getOrDefault(step, RowIndex.EMPTY);
    }

    /** What the engine's rules of a step match on. */
    RowMaker maker(Step step) {
        RowMaker maker = rows.get(step);
        if (maker == null) {
            throw new IllegalArgumentException("no rules of " + step);
        }
        return maker;
    }

    /** For one more who closes it. */
    CompiledRules share() {
        if (holders.getAndUpdate(held -> held == 0 ? 0 : held + 1) == 0) {
            throw new IllegalStateException("the rules were let go of already");
        }
        return this;
    }

    @Override
    public void close() {
        if (holders.decrementAndGet() > 0) {
            return;
        }
        loaded.container().dispose();
        KieServices.get().getRepository().removeKieModule(loaded.id());
    }
}
