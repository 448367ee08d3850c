package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kie.internal.builder.KnowledgeBuilderConfiguration;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.builder.conf.ParallelLambdaExternalizationOption;
import org.kie.internal.builder.conf.ParallelRulesBuildThresholdOption;

class EngineBuildTest {
    /** It reads these settings by names of its own; a new version may have others. */
    @Test
    void theEngineTakesItThatItBuildsInOneThread() {
        EngineBuild.inOneThread();

        KnowledgeBuilderConfiguration engine = KnowledgeBuilderFactory.newKnowledgeBuilderConfiguration();
        assertThat(engine.getOption(ParallelRulesBuildThresholdOption.KEY).getParallelRulesBuildThreshold())
                .isEqualTo(-1);
        assertThat(engine.getOption(ParallelLambdaExternalizationOption.KEY).isLambdaExternalizationParallel())
                .isFalse();
    }
}
