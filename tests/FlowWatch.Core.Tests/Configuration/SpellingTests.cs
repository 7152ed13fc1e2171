using FlowWatch.Core.Configuration;

namespace FlowWatch.Core.Tests.Configuration;

public class SpellingTests
{
    [Theory]
    [InlineData("scna", "scan")]
    [InlineData("SCAN", "scan")]
    [InlineData("generat", "generate")]
    [InlineData("frobnicate", null)]
    [InlineData("", null)]
    public void Nearest_Word_IsTheOneMeant(string word, string? meant) => Assert.Equal(meant, Spelling.Nearest(word, ["scan", "parse", "generate"]));

    [Fact]
    public void Nearest_NothingKnown_IsNothing() => Assert.Null(Spelling.Nearest("scan", []));
}
