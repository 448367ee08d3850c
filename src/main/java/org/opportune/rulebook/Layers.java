package org.opportune.rulebook;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.model.Step;
import org.opportune.vocabulary.Facts;

/**
 * The layers that stand between a rule text and the running server, behind the rule model (docs/safety.md). Tests take one away to show that the others
 * hold; nothing else can.
 *
 * @param filtered whether rules see the {@link VisibleClasses} only
 * @param checked whether generated classes pass the {@link ByteCodeCheck}
 */
record Layers(boolean filtered, boolean checked, EngineList list) {
    static final Layers ALL = new Layers(true, true, EngineList.INSTANCE);

    RuleCompiler compiler(Facts facts, @Nullable RuleLoader before, Findings findings) {
        RowClasses classes = rows(facts);
        return new RuleCompiler(facts, build(facts, classes, before), findings);
    }

    RowClasses rows(Facts facts) {
        ClassLoader all = Layers.class.getClassLoader();
        return new RowClasses(facts, filtered ? new VisibleClasses(list, all) : all);
    }

    EngineBuild build(Facts facts, RowClasses classes, @Nullable RuleLoader before) {
        Map<Step, RowShape> rows = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            rows.put(step, RowShape.of(step, facts));
        }
        return new EngineBuild(classes, checked ? new ByteCodeCheck(list, rows) : null, before);
    }
}
