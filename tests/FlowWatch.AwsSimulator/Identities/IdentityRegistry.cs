using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using FlowWatch.AwsSimulator.Policies;

namespace FlowWatch.AwsSimulator.Identities;

/// <summary>
/// The accounts, who is in them, and the keys that are out. Ids and secrets come of a counter, so a run is like the one before;
/// they protect nothing.
/// </summary>
internal sealed class IdentityRegistry(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, byte> accounts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SimulatedUser> users = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SimulatedRole> roles = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SimulatedManagedPolicy> managed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IssuedKey> keys = new(StringComparer.Ordinal);
    private int counter;

    /// <summary>Adds an account, unless it is there.</summary>
    public void AddAccount(string id)
    {
        if (id.Length != 12 || !id.All(char.IsAsciiDigit)) throw new ArgumentException($"An account id is twelve digits, not {id}.", nameof(id));
        accounts[id] = 0;
    }

    /// <summary>Whether an account is there.</summary>
    public bool HasAccount(string id) => accounts.ContainsKey(id);

    /// <summary>Adds a user with one inline policy and one access key.</summary>
    public SimulatedCredentials AddUser(string account, string name, string policy)
    {
        AddAccount(account);
        var user = users.GetOrAdd($"arn:aws:iam::{account}:user/{name}", arn => new SimulatedUser(arn, NextId("AIDA")));
        user.PutPolicy("permissions", policy);
        var credentials = new SimulatedCredentials(NextId("AKIA"), NextSecret(40));
        keys[credentials.AccessKeyId] = new IssuedKey(credentials, new SimulatedPrincipal(user.Arn, user.UniqueId, user, IsSession: false));
        return credentials;
    }

    /// <summary>Adds a role, or puts it in place of one with the same ARN.</summary>
    public SimulatedRole AddRole(string arn, string trustPolicy, string permissions)
    {
        if (!arn.StartsWith("arn:aws:iam::", StringComparison.Ordinal) || !arn.Contains(":role/", StringComparison.Ordinal))
        {
            throw new ArgumentException($"A role's ARN is arn:aws:iam::ACCOUNT:role/NAME, not {arn}.", nameof(arn));
        }

        var role = new SimulatedRole(arn, NextId("AROA"), trustPolicy, time.GetUtcNow());
        role.PutPolicy("permissions", permissions);
        AddAccount(role.Account);
        roles[arn] = role;
        return role;
    }

    /// <summary>Adds a managed policy.</summary>
    public SimulatedManagedPolicy AddManagedPolicy(string arn, string policy) =>
        managed[arn] = new SimulatedManagedPolicy(arn, NextId("ANPA"), policy, time.GetUtcNow());

    /// <summary>The role with an ARN, or null.</summary>
    public SimulatedRole? Role(string arn) => roles.GetValueOrDefault(arn);

    /// <summary>The role of an account with a name, whatever its path, or null.</summary>
    public SimulatedRole? Role(string account, string name) =>
        roles.Values.FirstOrDefault(role => role.Account == account && role.Name == name);

    /// <summary>The user with an ARN, or null.</summary>
    public SimulatedUser? User(string arn) => users.GetValueOrDefault(arn);

    /// <summary>The managed policy with an ARN, or null.</summary>
    public SimulatedManagedPolicy? ManagedPolicy(string arn) => managed.GetValueOrDefault(arn);

    /// <summary>Temporary keys for a role's session.</summary>
    public IssuedKey IssueSession(SimulatedRole role, string sessionName, TimeSpan duration, PolicyDocument? sessionPolicy)
    {
        var expiration = time.GetUtcNow() + duration;
        // AWS gives whole seconds.
        expiration = new DateTimeOffset(expiration.Ticks - (expiration.Ticks % TimeSpan.TicksPerSecond), expiration.Offset);
        var credentials = new SimulatedCredentials(NextId("ASIA"), NextSecret(40), NextSecret(356), expiration);
        var principal = new SimulatedPrincipal(
            $"arn:aws:sts::{role.Account}:assumed-role/{role.Name}/{sessionName}", $"{role.UniqueId}:{sessionName}", role, IsSession: true)
        {
            SessionPolicy = sessionPolicy,
        };
        return keys[credentials.AccessKeyId] = new IssuedKey(credentials, principal);
    }

    /// <summary>The keys with an id, or null.</summary>
    public IssuedKey? Key(string accessKeyId) => keys.GetValueOrDefault(accessKeyId);

    private string NextId(string prefix)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{prefix}{Interlocked.Increment(ref counter)}"));
        return prefix + string.Concat(digest.Take(16).Select(each => alphabet[each % 32]));
    }

    private string NextSecret(int length)
    {
        var text = new StringBuilder();
        while (text.Length < length)
        {
            text.Append(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"secret{Interlocked.Increment(ref counter)}"))).TrimEnd('='));
        }

        return text.ToString(0, length);
    }
}
