using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Lifecycle;

namespace FlowWatch.Core.Tests.Compliance.Lifecycle;

public class LifecycleArithmeticTests
{
    private const string Root = "AWSLogs/1/vpcflowlogs/eu-central-1/";

    [Fact]
    public void Courses_TwoMovesOnOneDay_TakesTheColder() => Assert.All(
        Courses(Rule("a", ("STANDARD_IA", 30), ("GLACIER", 30))),
        course => Assert.Equal([new LifecycleStep(30, "GLACIER", "a")], course.Steps));

    [Fact]
    public void Courses_MoveToAWarmerClass_DoesNotHappen() => Assert.All(
        Courses(Rule("a", ("DEEP_ARCHIVE", 30)), Rule("b", ("GLACIER", 90))),
        course => Assert.Equal(["DEEP_ARCHIVE"], course.Steps.Select(step => step.StorageClass)));

    [Fact]
    public void Courses_RuleForAPartOfTheKeys_MakesACourseOfItsOwn()
    {
        var courses = Courses(Rule("all", ("GLACIER", 90)), Rule("part", ("GLACIER", 10)) with { Prefix = Root + "2026/" });

        Assert.Equal([(Root, 90), (Root + "2026/", 10)], courses.Select(course => (course.Prefix, course.Steps[0].Day)).Distinct());
    }

    [Theory]
    [InlineData(LifecycleMinimumSize.AllClasses128Kib, "GLACIER", false)]
    [InlineData(LifecycleMinimumSize.VariesByClass, "GLACIER", true)]
    [InlineData(LifecycleMinimumSize.VariesByClass, "DEEP_ARCHIVE", true)]
    [InlineData(LifecycleMinimumSize.VariesByClass, "STANDARD_IA", false)]
    public void Courses_SmallObjects_MoveWhereTheMinimumLetsThem(LifecycleMinimumSize minimum, string storageClass, bool moves)
    {
        var courses = LifecycleArithmetic.Courses(new BucketLifecycle([Rule("a", (storageClass, 30))], minimum), Root);

        Assert.Equal(moves, courses.Single(course => course.Size == LifecycleArithmetic.SmallObject - 1).Steps.Count == 1);
        Assert.Single(courses.Single(course => course.Size == LifecycleArithmetic.SmallObject).Steps);
    }

    [Fact]
    public void Courses_RuleThatNamesSizes_IsTakenAtItsWord()
    {
        var courses = LifecycleArithmetic.Courses(new BucketLifecycle([Rule("a", ("GLACIER", 30)) with { SizeGreaterThan = 1000, SizeLessThan = null }], LifecycleMinimumSize.AllClasses128Kib), Root);

        Assert.Equal([(1, 0), (1000, 0), (1001, 1)], courses.Where(course => course.Size <= 1001).OrderBy(course => course.Size).Select(course => (course.Size, course.Steps.Count)));
    }

    [Fact]
    public void Courses_SeveralExpirations_TheEarliestWins()
    {
        var courses = Courses(Rule("a") with { Expiration = new LifecycleExpiration(2555, null, false) }, Rule("b") with { Prefix = "AWSLogs/", Expiration = new LifecycleExpiration(400, null, false) });

        Assert.All(courses, course => Assert.Equal((400, "b"), (course.ExpiresAfter, course.ExpiryRule)));
    }

    private static IReadOnlyList<LifecycleCourse> Courses(params LifecycleRule[] rules) => LifecycleArithmetic.Courses(new BucketLifecycle(rules, LifecycleMinimumSize.VariesByClass), Root) is { } courses
        ? [.. courses.Where(course => course.Size >= LifecycleArithmetic.SmallObject)] : [];

    private static LifecycleRule Rule(string id, params (string StorageClass, int Days)[] moves) => new() { Id = id, IsEnabled = true, Transitions = [.. moves.Select(move => new LifecycleTransition(move.StorageClass, move.Days, null))] };
}
