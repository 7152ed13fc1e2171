using FlowWatch.Core.Configuration;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;
using FlowWatch.Functions.Hosting;
using FlowWatch.Local.State;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace FlowWatch.Functions.Tests.Hosting;

public sealed class StateHomeTests : IDisposable
{
    private const string Development = "UseDevelopmentStorage=true";

    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-state-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage:accountName", "opsstorage", "https://opsstorage.table.core.windows.net")]
    [InlineData("AzureWebJobsStorage:tableServiceUri", "https://ops.table.core.chinacloudapi.cn", "https://ops.table.core.chinacloudapi.cn")]
    [InlineData("AzureWebJobsStorage", "UseDevelopmentStorage=true", Development)]
    [InlineData("AzureWebJobsStorage", " usedevelopmentstorage=TRUE; ", Development)]
    public void WithHostStorage_NoPlaceGiven_TakesTheHostsStorage(string name, string value, string expected)
    {
        var reading = StateHome.WithHostStorage(Reading(new StateSettings()), Host((name, value)));

        Assert.Equal((null, expected), (reading.Settings!.State.File, reading.Settings.State.Storage));
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void WithHostStorage_ServiceAndAccount_TakesTheService() =>
        Assert.Equal("https://given.example", StateHome.WithHostStorage(Reading(new StateSettings()), Host(("AzureWebJobsStorage:accountName", "ops"), ("AzureWebJobsStorage:tableServiceUri", "https://given.example"))).Settings!.State.Storage);

    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=ops;AccountKey=c2VjcmV0")]
    [InlineData("")]
    [InlineData(null)]
    public void WithHostStorage_NoStorageThatNeedsNoKey_CannotBeUsedAndSaysWhatToGive(string? connection)
    {
        var reading = StateHome.WithHostStorage(Reading(new StateSettings()), Host(("AzureWebJobsStorage", connection)));

        Assert.False(reading.IsUsable);
        var problem = Assert.Single(reading.Problems).ToString();
        Assert.Contains("state.storage", problem, StringComparison.Ordinal);
        Assert.Contains("AzureWebJobsStorage__accountName", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void WithHostStorage_PlaceGiven_LeavesIt()
    {
        var host = Host(("AzureWebJobsStorage:accountName", "ops"));
        var (file, storage) = (Reading(new StateSettings { File = "a.db" }), Reading(new StateSettings { Storage = "https://mine.example" }));

        Assert.Same(file, StateHome.WithHostStorage(file, host));
        Assert.Same(storage, StateHome.WithHostStorage(storage, host));
    }

    [Fact]
    public void WithHostStorage_SettingsThatCannotBeUsed_LeavesThemAndTheirProblems()
    {
        var reading = Readings.Of("""{ "nosuch": 1 }""");

        Assert.Same(reading, StateHome.WithHostStorage(reading, Host(("AzureWebJobsStorage:accountName", "ops"))));
    }

    [Fact]
    public async Task OpenAsync_File_OpensSqlite()
    {
        var file = Path.Combine(folder, "state.db");
        using var store = Assert.IsType<SqliteStateStore>(await StateHome.OpenAsync(Settings(new StateSettings { File = file }), default));

        Assert.True(File.Exists(file));
        Assert.Equal($"file {file}", StateHome.Describe(new StateSettings { File = file }));
    }

    [Fact]
    public void Describe_Storage_NamesTheTable() => Assert.Equal($"table ops of {Development}", StateHome.Describe(new StateSettings { Storage = Development, Table = "ops" }));

    [Fact]
    public async Task OpenAsync_NoPlace_IsRefused()
    {
        var error = await Assert.ThrowsAsync<StateException>(() => StateHome.OpenAsync(Settings(new StateSettings()), default));

        Assert.Contains("names no place", error.Message, StringComparison.Ordinal);
        Assert.False(error.MayPass);
        await Assert.ThrowsAsync<StateException>(() => StateHome.OpenAsync(null, default));
    }

    private static FlowWatchSettings Settings(StateSettings state) => new() { State = state };

    private static SettingsReading Reading(StateSettings state) => new() { Settings = Settings(state), Problems = [], Notes = [], Values = [], Targets = [] };

    private static IConfiguration Host(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))).Build();
}
