using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>One topic during one dispatch: what is left of its budget, and whether it accepts. What is used is written before it is used.</summary>
internal sealed class TopicLine
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly OutboxStore store;
    private readonly AlertSettings settings;
    private readonly TimeProvider time;
    private readonly int seed;
    private string? version;
    private TopicHour? reserved;
    private TopicHour? beforeDigest;

    private TopicLine(OutboxStore store, AlertSettings settings, TimeProvider time, int seed, TopicState state, string? version)
    {
        (this.store, this.settings, this.time, this.seed, State, this.version) = (store, settings, time, seed, state, version);
        Room = Math.Max(0, settings.Budget - state.UseIn(time.GetUtcNow()).Sent);
        // A pause that is longer than any that is ever made was made by a clock that was ahead.
        IsDown = state.RetryAt > time.GetUtcNow() && state.RetryAt - time.GetUtcNow() <= LongestPause;
    }

    /// <summary>What is remembered of the topic.</summary>
    public TopicState State { get; private set; }

    /// <summary>How many notices may stay alone: what is more goes into the digest.</summary>
    public int Room { get; }

    /// <summary>Notices that are due, until it is known how many there are; never more than the storm size and a page.</summary>
    public List<GatheredNotice> Gathered { get; } = [];

    /// <summary>Whether more waits for it than the storm size: then nothing is sent alone.</summary>
    public bool IsStorm { get; set; }

    /// <summary>Whether it is not tried (again) in this dispatch.</summary>
    public bool IsDown { get; private set; }

    /// <summary>Whether it may get a digest: its first of this hour, or of a storm another that is one of the messages of its budget.</summary>
    /// <param name="isStorm">Whether the digest is a storm's.</param>
    public bool MayDigest(bool isStorm) => State.UseIn(time.GetUtcNow()) is var use && (use.Digests == 0 || (isStorm && use.Sent < settings.Budget));

    /// <summary>Reads what is remembered of a topic.</summary>
    public static async Task<TopicLine> OpenAsync(OutboxStore store, string topic, AlertSettings settings, TimeProvider time, int seed, CancellationToken cancellationToken)
    {
        var (state, version) = await store.TopicAsync(topic, cancellationToken).ConfigureAwait(false);
        return new TopicLine(store, settings, time, seed, state, version);
    }

    /// <summary>Takes messages from the budget; false where there is not so much left, or another host uses the topic.</summary>
    public async Task<bool> ReserveAsync(int messages, CancellationToken cancellationToken)
    {
        var use = State.UseIn(time.GetUtcNow());
        reserved = use with { Sent = use.Sent + messages };
        return reserved.Sent <= settings.Budget && await SaveAsync(State.With(reserved), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes this hour's digest, or another out of the budget; gives what it is called, or null where another host uses the topic.</summary>
    public async Task<string?> ReserveDigestAsync(CancellationToken cancellationToken)
    {
        beforeDigest = State.UseIn(time.GetUtcNow());
        var use = beforeDigest with { Digests = beforeDigest.Digests + 1, Sent = beforeDigest.Sent + (beforeDigest.Digests == 0 ? 0 : 1) };
        return await SaveAsync(State.With(use), cancellationToken).ConfigureAwait(false) ? use.LastDigest() : null;
    }

    /// <summary>It accepted at least one message; those it did not are given back to the budget.</summary>
    public Task AcceptedAsync(int given, CancellationToken cancellationToken) => given == 0 && State is { Failures: 0, AcceptedAt: { } last } && time.GetUtcNow() - last < TimeSpan.FromMinutes(1)
        ? Task.CompletedTask
        : SaveAsync(GivenBack(given) with { Failures = 0, FailingSince = null, RetryAt = null, Error = null, AcceptedAt = time.GetUtcNow() }, cancellationToken);

    /// <summary>It accepted no message: what was taken is given back, and it is left alone for a while.</summary>
    public Task FailedAsync(int given, Delivery delivery, CancellationToken cancellationToken) => FailedAsync(GivenBack(given), delivery, cancellationToken);

    /// <summary>It did not accept a digest: what was taken is given back, and it is left alone for a while.</summary>
    public Task DigestFailedAsync(Delivery delivery, CancellationToken cancellationToken) => FailedAsync(State.With(beforeDigest!), delivery, cancellationToken);

    private TopicState GivenBack(int messages) => messages == 0 ? State : State.With(reserved! with { Sent = Math.Max(0, reserved!.Sent - messages) });

    private async Task FailedAsync(TopicState given, Delivery delivery, CancellationToken cancellationToken)
    {
        IsDown = true;
        var now = time.GetUtcNow();
        var failures = State.Failures + 1;
        var error = delivery.Detail;
        var pause = RetryPause.After(failures, unchecked(seed + StringSeed(State.Topic)));
        // Whoever asks for more time gets it, and nobody is tried sooner than after a failure like any other.
        if (delivery.RetryAfter is { } asked && asked > pause) pause = asked;
        await SaveAsync(
            given with
            {
                Failures = failures,
                FailingSince = State.FailingSince ?? now,
                RetryAt = now + pause,
                Error = error.Length <= 1000 ? error : error[..1000],
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> SaveAsync(TopicState state, CancellationToken cancellationToken)
    {
        if (await store.SaveAsync(state, version, cancellationToken).ConfigureAwait(false) is not { } saved)
        {
            // Another host took over: this one does not go on with the topic.
            IsDown = true;
            return false;
        }

        (State, version) = (state, saved);
        return true;
    }

    private static int StringSeed(string text) => text.Aggregate(17, (sum, character) => unchecked((sum * 31) + character));
}
