using Amazon.S3;
using Amazon.S3.Model;
using FlowWatch.Aws.S3;

namespace FlowWatch.Aws.Tests.S3;

public class S3LifecycleRulesTests
{
    [Fact]
    public void Rule_WithUnknownFilter_IsRefused()
    {
        var error = Assert.Throws<InvalidDataException>(() => S3LifecycleRules.Rule(Rule(new LifecycleTagPredicate())));
        Assert.Equal("the lifecycle rule 'one' has a filter that is not known here", error.Message);

        Assert.Throws<InvalidDataException>(() => S3LifecycleRules.Rule(Rule(
            new LifecycleAndOperator { Operands = [new LifecyclePrefixPredicate { Prefix = "a/" }, new LifecycleTagPredicate()] })));
    }

    [Fact]
    public void Rule_WithoutFilter_HoldsForAll()
    {
        var rule = S3LifecycleRules.Rule(Rule(null));

        Assert.Equal(("one", true, "", null, null), (rule.Id, rule.IsEnabled, rule.Prefix, rule.SizeGreaterThan, rule.SizeLessThan));
        Assert.Empty(rule.Tags);
    }

    private static LifecycleRule Rule(LifecycleFilterPredicate? predicate) =>
        new() { Id = "one", Status = LifecycleRuleStatus.Enabled, Filter = new LifecycleFilter { LifecycleFilterPredicate = predicate } };
}
