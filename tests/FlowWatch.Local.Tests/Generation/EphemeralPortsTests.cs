using FlowWatch.Local.Generation;

namespace FlowWatch.Local.Tests.Generation;

public class EphemeralPortsTests
{
    [Fact]
    public void Next_WholeRange_ComesOnceBeforeAnyComesAgain()
    {
        var ports = new EphemeralPorts(3, seed: 5);

        Assert.Equal(Enumerable.Range(32768, 28232), Enumerable.Range(0, 28232).Select(_ => ports.Linux(0)).Order());
        Assert.Equal(Enumerable.Range(49152, 16384), Enumerable.Range(0, 16384).Select(_ => ports.Windows(1)).Order());
        Assert.Equal(Enumerable.Range(1024, 64512), Enumerable.Range(0, 64512).Select(_ => ports.BehindNat(2)).Order());
    }
}
