using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using FlowWatch.Core.State;

namespace FlowWatch.Azure.State;

/// <summary>State in one table of Azure Table storage, for any number of hosts.</summary>
/// <remarks>
/// A row's value is spread over several properties, because one holds 64 KiB (learn.microsoft.com, "Understanding the Table service data
/// model"). Each write leaves its own mark on the rows it changes: where the answer to a write was lost and the retry meets its own
/// work, the mark tells.
/// </remarks>
public sealed class TableStateStore : IStateStore
{
    private const string SchemaPartition = "schema";
    private const string SchemaKey = "version";
    private const string WriteProperty = "Write";
    private const string ValueProperty = "Value";

    /// <summary>UTF-16 code units of one property, below the limit of 32 Ki.</summary>
    private const int PropertyLength = 30_000;

    private readonly TableClient table;

    private TableStateStore(TableClient table) => this.table = table;

    /// <summary>Opens a table by a connection string (<c>UseDevelopmentStorage=true</c> works), and makes it where there is none.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public static Task<TableStateStore> OpenAsync(string connectionString, string tableName, CancellationToken cancellationToken) =>
        OpenAsync(new TableServiceClient(connectionString, Options()), tableName, cancellationToken);

    /// <summary>Opens a table of a storage account with a credential, such as the managed identity's; it needs the role Storage Table Data Contributor.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public static Task<TableStateStore> OpenAsync(Uri endpoint, TokenCredential credential, string tableName, CancellationToken cancellationToken) =>
        OpenAsync(new TableServiceClient(endpoint, credential, Options()), tableName, cancellationToken);

    /// <summary>
    /// Opens a table of a storage account with the managed identity, or on a developer's machine with what Azure.Identity finds there; it
    /// needs the role Storage Table Data Contributor.
    /// </summary>
    /// <param name="endpoint">The account's table service.</param>
    /// <param name="managedIdentityClientId">Client id of a user-assigned identity; null uses the system-assigned one.</param>
    /// <param name="tableName">The table.</param>
    /// <param name="cancellationToken">Stops opening.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public static Task<TableStateStore> OpenAsync(Uri endpoint, string? managedIdentityClientId, string tableName, CancellationToken cancellationToken) =>
        OpenAsync(endpoint, new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = managedIdentityClientId }), tableName, cancellationToken);

    /// <inheritdoc/>
    public async Task<StateEntry?> ReadAsync(string partition, string key, CancellationToken cancellationToken)
    {
        StateNames.ThrowIfInvalid(partition);
        StateNames.ThrowIfInvalid(key);
        return await GuardedAsync(async () =>
        {
            var response = await table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellationToken).ConfigureAwait(false);
            return response.HasValue ? Entry(response.Value!) : null;
        }).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StateEntry> ListAsync(string partition, StateRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StateNames.ThrowIfInvalid(partition);
        ArgumentNullException.ThrowIfNull(range);
        var left = range.Take ?? int.MaxValue;
        if (left <= 0) yield break;
        var (from, to) = (range.From ?? "", range.To);
        var filter = to is null
            ? TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to}");
        var pages = table.QueryAsync<TableEntity>(filter, Math.Min(left, 1000), cancellationToken: cancellationToken).AsPages().GetAsyncEnumerator(cancellationToken);
        await using (pages.ConfigureAwait(false))
        {
            while (await GuardedAsync(async () => await pages.MoveNextAsync().ConfigureAwait(false)).ConfigureAwait(false))
            {
                foreach (var entity in pages.Current.Values)
                {
                    yield return Entry(entity);
                    if (--left == 0) yield break;
                }
            }
        }
    }

    /// <inheritdoc/>
    public async Task<bool> WriteAsync(string partition, IReadOnlyList<StateChange> changes, CancellationToken cancellationToken)
    {
        StateNames.ThrowIfInvalid(partition);
        StateNames.ThrowIfInvalid(changes);
        cancellationToken.ThrowIfCancellationRequested();
        var write = Guid.NewGuid().ToString("N");
        return await GuardedAsync(async () =>
        {
            // A row that is deleted whatever it holds must be there for the service; so the one that is not is left out.
            var actions = new List<TableTransactionAction>();
            foreach (var change in changes)
            {
                if (change is { Value: null, Condition: StateCondition.None } && !(await table.GetEntityIfExistsAsync<TableEntity>(partition, change.Key, ["RowKey"], CancellationToken.None).ConfigureAwait(false)).HasValue) continue;
                actions.Add(Action(partition, change, write));
            }

            if (actions.Count == 0) return true;
            try
            {
                await table.SubmitTransactionAsync(actions, CancellationToken.None).ConfigureAwait(false);
                return true;
            }
            catch (RequestFailedException error) when (error.Status is 404 or 409 or 412 && error.ErrorCode != "TableNotFound")
            {
                return await WasOursAsync(partition, changes, write).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    private static async Task<TableStateStore> OpenAsync(TableServiceClient service, string tableName, CancellationToken cancellationToken)
    {
        var store = new TableStateStore(service.GetTableClient(tableName));
        await store.GuardedAsync(async () =>
        {
            await store.table.CreateIfNotExistsAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        var schema = await store.ReadAsync(SchemaPartition, SchemaKey, cancellationToken).ConfigureAwait(false);
        if (schema is null)
        {
            await store.RefuseForeignRowsAsync(cancellationToken).ConfigureAwait(false);
            await store.WriteAsync(SchemaPartition, [StateChange.Insert(SchemaKey, IStateStore.SchemaVersion.ToString(CultureInfo.InvariantCulture))], cancellationToken).ConfigureAwait(false);
            schema = await store.ReadAsync(SchemaPartition, SchemaKey, cancellationToken).ConfigureAwait(false);
        }

        if (!int.TryParse(schema?.Value, CultureInfo.InvariantCulture, out var version)) throw new StateException($"{store.Where} holds no readable schema version. Bring back a copy of the table, or give another table for the state.");
        if (version > IStateStore.SchemaVersion) throw new StateException($"{store.Where} was written by a newer FlowWatch (schema {version}; this one knows {IStateStore.SchemaVersion}). Update FlowWatch, or give another table for the state.");
        return store;
    }

    private string Where => $"table {table.Name} of {table.AccountName}";

    private static TableClientOptions Options() => new() { Retry = { MaxRetries = 4, NetworkTimeout = TimeSpan.FromSeconds(30) } };

    private async Task RefuseForeignRowsAsync(CancellationToken cancellationToken)
    {
        var foreign = await GuardedAsync(async () =>
        {
            await foreach (var entity in table.QueryAsync<TableEntity>(maxPerPage: 1, select: ["PartitionKey"], cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                if (entity.PartitionKey != SchemaPartition) return true;
            }

            return false;
        }).ConfigureAwait(false);
        if (foreign) throw new StateException($"{Where} holds rows of something else. Give another table for the state.");
    }

    private async Task<bool> WasOursAsync(string partition, IReadOnlyList<StateChange> changes, string write)
    {
        if (changes.FirstOrDefault(change => change.Value is not null) is not { } changed) return false;
        var row = await table.GetEntityIfExistsAsync<TableEntity>(partition, changed.Key, [WriteProperty], CancellationToken.None).ConfigureAwait(false);
        return row.HasValue && row.Value!.GetString(WriteProperty) == write;
    }

    private static TableTransactionAction Action(string partition, StateChange change, string write)
    {
        var entity = new TableEntity(partition, change.Key);
        var etag = change.Version is { } version ? new ETag(version) : ETag.All;
        if (change.Value is null) return new TableTransactionAction(TableTransactionActionType.Delete, entity, etag);
        entity[WriteProperty] = write;
        for (var (part, start) = (0, 0); start < change.Value.Length || part == 0; part++)
        {
            var length = Math.Min(PropertyLength, change.Value.Length - start);
            // Half a surrogate pair is no text on the wire.
            if (start + length < change.Value.Length && char.IsHighSurrogate(change.Value[start + length - 1])) length--;
            entity[Property(part)] = change.Value.Substring(start, length);
            start += length;
        }

        return change.Condition switch
        {
            StateCondition.IsAbsent => new TableTransactionAction(TableTransactionActionType.Add, entity),
            StateCondition.HasVersion => new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, etag),
            _ => new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity),
        };
    }

    private static StateEntry Entry(TableEntity entity) =>
        new(entity.RowKey, string.Concat(Enumerable.Range(0, int.MaxValue).Select(part => entity.GetString(Property(part))).TakeWhile(part => part is not null)), entity.ETag.ToString());

    private static string Property(int part) => string.Create(CultureInfo.InvariantCulture, $"{ValueProperty}{part:D2}");

    private async Task<T> GuardedAsync<T>(Func<Task<T>> action)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (RequestFailedException error) when (error.Status is 401 or 403)
        {
            throw new StateException($"{Where} refused the credential ({error.ErrorCode ?? "no code"}). Give the identity the role Storage Table Data Contributor on the account, and let its firewall admit this host.", error) { MayPass = true };
        }
        catch (RequestFailedException error)
        {
            throw new StateException($"{Where} cannot be used: {error.ErrorCode ?? error.Message.Split('\n')[0].Trim()} (HTTP {error.Status}).", error) { MayPass = true };
        }
        catch (AuthenticationFailedException error)
        {
            throw new StateException($"{Where} cannot be reached, because no identity gave a token: {error.Message.Split('\n')[0].Trim()}", error) { MayPass = true };
        }
        catch (AggregateException error) when (error.InnerExceptions.All(inner => inner is RequestFailedException))
        {
            throw new StateException($"{Where} cannot be reached: {error.InnerExceptions[0].Message.Split('\n')[0].Trim()}.", error) { MayPass = true };
        }
    }
}
