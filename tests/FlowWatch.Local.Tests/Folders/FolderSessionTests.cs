using FlowWatch.Core.Queries;
using FlowWatch.Local.DuckDb;
using FlowWatch.Local.Folders;

namespace FlowWatch.Local.Tests.Folders;

public sealed class FolderSessionTests : IDisposable
{
    private readonly LogFolder logs = new();
    private readonly SemaphoreSlim places = new(0);

    public void Dispose()
    {
        places.Dispose();
        logs.Dispose();
    }

    [Fact]
    public async Task Engine_WhileOpen_AnswersOverItsFiles()
    {
        await using var session = await OpenAsync();

        var rows = await session.Engine.QueryAsync(FlowQuery.OverRecords("count").Measure(FlowMeasure.Count("records")), default);

        Assert.Equal(1, Assert.Single(rows).Number("records"));
        Assert.Equal(0, places.CurrentCount);
    }

    [Fact]
    public async Task DisposeAsync_Twice_GivesThePlaceBackOnceAndClosesTheEngine()
    {
        var session = await OpenAsync();

        await session.DisposeAsync();
        await session.DisposeAsync();

        Assert.Equal(1, places.CurrentCount);
        await Assert.ThrowsAnyAsync<Exception>(() => session.Engine.QueryAsync(FlowQuery.OverRecords("count").Measure(FlowMeasure.Count("records")), default));
    }

    private async Task<FolderSession> OpenAsync()
    {
        var file = logs.Write("a.log", [LogLines.DefaultHeader, "2 111111111111 eni-0a 203.0.113.1 10.0.0.5 40000 443 6 1 40 1767614400 1767614410 ACCEPT OK"]);
        return new FolderSession(await DuckDbFlowLogEngine.OpenAsync(new DuckDbEngineOptions { Paths = [file] }, default), places);
    }
}
