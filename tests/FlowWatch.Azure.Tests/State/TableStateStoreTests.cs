using Azure.Data.Tables;
using FlowWatch.Azure.State;
using FlowWatch.Core.State;
using FlowWatch.StateContract;

namespace FlowWatch.Azure.Tests.State;

public sealed class TableStateStoreTests(Azurite azurite) : StateStoreContract, IClassFixture<Azurite>
{
    private readonly string table = $"t{Guid.NewGuid():N}";

    private string Connection
    {
        get
        {
            Skip.If(azurite.ConnectionString is null, "Azurite is not installed: npm install --prefix artifacts/npm azurite@3.37.0");
            return azurite.ConnectionString;
        }
    }

    [SkippableFact]
    public async Task OpenAsync_NewerState_IsRefused()
    {
        await Open().WriteAsync("schema", [StateChange.Put("version", "99")], default);

        var error = await Assert.ThrowsAsync<StateException>(() => TableStateStore.OpenAsync(Connection, table, default));
        Assert.Equal($"table {table} of devstoreaccount1 was written by a newer FlowWatch (schema 99; this one knows 1). Update FlowWatch, or give another table for the state.", error.Message);
    }

    [SkippableFact]
    public async Task OpenAsync_DamagedVersion_IsRefused()
    {
        await Open().WriteAsync("schema", [StateChange.Put("version", "one")], default);

        Assert.Contains("no readable schema version", (await Assert.ThrowsAsync<StateException>(() => TableStateStore.OpenAsync(Connection, table, default))).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task OpenAsync_TableOfSomethingElse_IsRefused()
    {
        var client = new TableClient(Connection, table);
        await client.CreateAsync();
        await client.AddEntityAsync(new TableEntity("customers", "1"));

        Assert.Contains("holds rows of something else", (await Assert.ThrowsAsync<StateException>(() => TableStateStore.OpenAsync(Connection, table, default))).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task OpenAsync_WrongKey_SaysWhatToGrant()
    {
        var wrong = Connection.Replace("Eby8", "Abc8", StringComparison.Ordinal);

        var error = await Assert.ThrowsAsync<StateException>(() => TableStateStore.OpenAsync(wrong, table, default));
        Assert.Contains("Storage Table Data Contributor", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Abc8", error.Message, StringComparison.Ordinal);
    }

    protected override IStateStore Open() => TableStateStore.OpenAsync(Connection, table, default).GetAwaiter().GetResult();
}
