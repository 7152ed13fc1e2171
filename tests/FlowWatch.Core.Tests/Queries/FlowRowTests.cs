using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Tests.Queries;

public class FlowRowTests
{
    private static readonly FlowRow Row = new(
        new Dictionary<string, int> { ["count"] = 0, ["name"] = 1, ["nothing"] = 2 },
        [7L, "seven", null]);

    [Fact]
    public void Number_NumberOrNothing_IsItselfOrNull()
    {
        Assert.Equal(7, Row.Number("count"));
        Assert.Null(Row.Number("nothing"));
        Assert.Equal(0, Row.NumberOrZero("nothing"));
    }

    [Fact]
    public void Number_Text_IsABug() =>
        Assert.Equal("Column 'name' holds 'seven', which is not a number.", Assert.Throws<InvalidOperationException>(() => Row.Number("name")).Message);

    [Fact]
    public void Text_TextOrNothing_IsItselfOrNull()
    {
        Assert.Equal("seven", Row.Text("name"));
        Assert.Null(Row.Text("nothing"));
    }

    [Fact]
    public void Number_UnknownColumn_IsABug() => Assert.Throws<KeyNotFoundException>(() => Row.Number("other"));
}
