using FlowWatch.Core.Connections;

namespace FlowWatch.Core.Tests.Connections;

public class OpenerEvidenceTests
{
    [Fact]
    public void Certainty_StrongerEvidence_IsNeverLess()
    {
        var certainties = Enum.GetValues<OpenerEvidence>().Order().Select(evidence => evidence.Certainty()).ToList();

        Assert.Equal(certainties.Order(), certainties);
    }

    [Fact]
    public void Describe_EachEvidence_HasWordsOfItsOwn()
    {
        var words = Enum.GetValues<OpenerEvidence>().Select(evidence => evidence.Describe()).ToList();

        Assert.Equal(words.Count, words.Distinct().Count());
        Assert.All(words, Assert.NotEmpty);
    }
}
