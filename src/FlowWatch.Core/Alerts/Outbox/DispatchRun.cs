using System.Collections.Concurrent;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>
/// One dispatch: each topic gets its budget one by one, what matters most first, and the rest as one digest an hour. Where more wait for a topic
/// at once than the storm size, all of them stand in a digest and none is sent alone. It holds a page of notices and, for each topic, as many as
/// the storm size, however many wait.
/// </summary>
internal sealed class DispatchRun(
    NoticeStore notices, IncidentStore incidents, OutboxStore outbox, SentAlertStore sent, IAlertChannels channels, AlertSettings settings, TimeProvider time, int seed, Func<CancellationToken, Task<bool>> holdAsync, IReadOnlyList<MonitoredTarget> targets)
{
    private const int Page = 100;
    private const int LookedAtOnce = 16;

    /// <summary>Messages handed over at once: as many as SNS takes in one call.</summary>
    private const int Batch = 10;

    private readonly Dictionary<string, TopicLine> lines = new(StringComparer.Ordinal);
    private (int Sent, int Digests, int InDigests, int NotAccepted) done;
    private readonly Dictionary<(string Target, string Topic), int> stranded = [];
    private int waiting;
    private DateTimeOffset? oldest;

    /// <summary>Dispatches.</summary>
    /// <param name="removed">Targets that the settings no longer name.</param>
    /// <param name="cancellationToken">Stops between two sendings.</param>
    public async Task<DispatchReport> RunAsync(IReadOnlyList<MonitoredTarget> removed, CancellationToken cancellationToken)
    {
        var busy = await BusyAsync([.. targets, .. removed], cancellationToken).ConfigureAwait(false);
        foreach (var target in busy)
        {
            if (!await GatherAsync(target, cancellationToken).ConfigureAwait(false)) break;
        }

        foreach (var line in lines.Values.ToList()) await SendGatheredAsync(line, cancellationToken).ConfigureAwait(false);
        var (inDigests, parked) = await DigestsAsync(busy, cancellationToken).ConfigureAwait(false);
        var status = new OutboxStatus { At = time.GetUtcNow(), Waiting = waiting + inDigests, Oldest = oldest, InDigests = inDigests, Parked = parked, Failing = [.. lines.Values.Select(line => line.State).Where(topic => topic.Failures > 0)], Stranded = [.. stranded.Select(one => new StrandedAlerts(one.Key.Target, one.Key.Topic, one.Value))] };
        await outbox.SaveAsync(status, cancellationToken).ConfigureAwait(false);
        return new DispatchReport(false, done.Sent, done.Digests, done.InDigests, done.NotAccepted, status);
    }

    private async Task<List<MonitoredTarget>> BusyAsync(IReadOnlyList<MonitoredTarget> all, CancellationToken cancellationToken)
    {
        var busy = new ConcurrentDictionary<string, bool>();
        var now = time.GetUtcNow();
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = LookedAtOnce, CancellationToken = cancellationToken }, async (target, stopping) =>
        {
            if (await notices.HasAnyAsync(target.Name, now, stopping).ConfigureAwait(false)) busy[target.Name] = true;
        }).ConfigureAwait(false);
        return [.. all.Where(target => busy.ContainsKey(target.Name))];
    }

    /// <summary>False where the right to dispatch was lost.</summary>
    private async Task<bool> GatherAsync(MonitoredTarget target, CancellationToken cancellationToken)
    {
        string? after = null;
        while (true)
        {
            var page = await notices.PageAsync(target.Name, after, time.GetUtcNow(), Page, cancellationToken).ConfigureAwait(false);
            var due = page.Where(one => one.Notice.DueAt <= time.GetUtcNow());
            foreach (var ofTopic in due.GroupBy(one => one.Notice.Topic))
            {
                if (!await holdAsync(cancellationToken).ConfigureAwait(false)) return false;
                if (SenderOf(target.Name, ofTopic.Key) is null) await StrandAsync(target, ofTopic.Key, [.. ofTopic], cancellationToken).ConfigureAwait(false);
                else await GatherAsync(await LineAsync(ofTopic.Key, cancellationToken).ConfigureAwait(false), [.. ofTopic.Select(one => new GatheredNotice(target, one))], cancellationToken).ConfigureAwait(false);
            }

            if (page.Count < Page) return true;
            after = page[^1].Key;
        }
    }

    // Whose rights and client are used: those of the target itself; of one that was removed those of any that names the same address. An address
    // that nobody names any more gets nothing, whatever the state says.
    private MonitoredTarget? SenderOf(string target, string topic) =>
        targets.FirstOrDefault(one => one.Name == target) ?? targets.FirstOrDefault(one => one.Topics.All.Contains(topic, StringComparer.Ordinal));

    private async Task StrandAsync(MonitoredTarget target, string topic, IReadOnlyList<StoredNotice> due, CancellationToken cancellationToken)
    {
        var old = due.Where(one => time.GetUtcNow() - one.Notice.MadeAt >= settings.Retention).ToList();
        if (old.Count > 0) await notices.RemoveAsync(target.Name, old, cancellationToken).ConfigureAwait(false);
        var kept = due.Except(old).ToList();
        if (kept.Count == 0) return;
        Wait(kept.Select(one => one.Notice));
        stranded[(target.Name, topic)] = stranded.GetValueOrDefault((target.Name, topic)) + kept.Count;
    }

    private async Task GatherAsync(TopicLine line, IReadOnlyList<GatheredNotice> due, CancellationToken cancellationToken)
    {
        line.Gathered.AddRange(due);
        line.IsStorm |= line.Gathered.Count > settings.StormSize;
        if (!line.IsStorm) return;
        await FoldAsync(line, line.Gathered, cancellationToken).ConfigureAwait(false);
        line.Gathered.Clear();
    }

    private async Task FoldAsync(TopicLine line, IEnumerable<GatheredNotice> gathered, CancellationToken cancellationToken)
    {
        foreach (var ofTarget in gathered.GroupBy(one => one.Target.Name, StringComparer.Ordinal)) await notices.FoldAsync(ofTarget.Key, line.State.Topic, [.. ofTarget.Select(one => one.Stored)], notice => IsParked(line, notice), line.IsStorm, cancellationToken).ConfigureAwait(false);
    }

    private bool IsParked(TopicLine line, Notice notice) => time.GetUtcNow() - notice.MadeAt >= settings.ParkAfter && (line.IsDown || notice.Attempts > 0);

    private async Task SendGatheredAsync(TopicLine line, CancellationToken cancellationToken)
    {
        if (line.Gathered.Count == 0) return;
        if (!await holdAsync(cancellationToken).ConfigureAwait(false))
        {
            Wait(line.Gathered.Select(one => one.Stored.Notice));
            return;
        }

        var (alone, withdrawn, rest) = (new List<(GatheredNotice Gathered, Incident Incident)>(), new List<GatheredNotice>(), new List<GatheredNotice>());
        foreach (var one in line.Gathered.OrderByDescending(one => one.Stored.Notice.Severity).ThenBy(one => one.Stored.Key, StringComparer.Ordinal))
        {
            if (alone.Count == line.Room || IsParked(line, one.Stored.Notice)) rest.Add(one);
            else if (await incidents.FindAsync(one.Target.Name, one.Stored.Notice.Fingerprint, cancellationToken).ConfigureAwait(false) is { } incident && !IsWithdrawn(incident, one.Stored.Notice)) alone.Add((one, incident));
            else withdrawn.Add(one);
        }

        foreach (var ofTarget in withdrawn.GroupBy(one => one.Target.Name, StringComparer.Ordinal)) await notices.RemoveAsync(ofTarget.Key, [.. ofTarget.Select(one => one.Stored)], cancellationToken).ConfigureAwait(false);
        await FoldAsync(line, rest, cancellationToken).ConfigureAwait(false);
        foreach (var ofTarget in alone.GroupBy(one => one.Gathered.Target.Name, StringComparer.Ordinal))
        {
            foreach (var batch in ofTarget.Chunk(Batch))
            {
                var isSent = !line.IsDown && await holdAsync(cancellationToken).ConfigureAwait(false) && await SendAsync(batch[0].Gathered.Target, line, [.. batch.Select(one => (one.Gathered.Stored, one.Incident))], cancellationToken).ConfigureAwait(false);
                if (!isSent) Wait(batch.Select(one => one.Gathered.Stored.Notice));
            }
        }
    }

    /// <summary>Sends a batch; false where all of it waits.</summary>
    private async Task<bool> SendAsync(MonitoredTarget target, TopicLine line, IReadOnlyList<(StoredNotice Stored, Incident Incident)> batch, CancellationToken cancellationToken)
    {
        var messages = batch.Select(one => (one.Stored, Message: IncidentMessage.Of(one.Incident, one.Stored.Notice, target, settings.BaseUrl))).ToList();
        if (!await line.ReserveAsync(messages.Count, cancellationToken).ConfigureAwait(false)) return false;
        var deliveries = await channels.ForTarget(SenderOf(target.Name, line.State.Topic) ?? target).SendAsync(line.State.Topic, [.. messages.Select(one => one.Message)], cancellationToken).ConfigureAwait(false);
        var accepted = messages.Zip(deliveries).Where(pair => pair.Second.Outcome == DeliveryOutcome.Accepted).ToList();
        var failed = messages.Zip(deliveries).Where(pair => pair.Second.Outcome != DeliveryOutcome.Accepted).ToList();
        done = done with { Sent = done.Sent + accepted.Count, NotAccepted = done.NotAccepted + failed.Count };
        if (accepted.Count == 0)
        {
            await line.FailedAsync(messages.Count, failed[0].Second, CancellationToken.None).ConfigureAwait(false);
            return false;
        }

        // What was accepted is marked before anything else, and is not cancelled any more: it would be sent twice.
        var now = time.GetUtcNow();
        await sent.SaveAsync([.. accepted.Select(pair => SentOf(pair.First.Stored.Notice, line.State.Topic, pair.Second, now))], CancellationToken.None).ConfigureAwait(false);
        await notices.RemoveAsync(target.Name, [.. accepted.Select(pair => pair.First.Stored)], CancellationToken.None).ConfigureAwait(false);
        await line.AcceptedAsync(failed.Count, CancellationToken.None).ConfigureAwait(false);
        foreach (var (one, _) in failed)
        {
            Wait([one.Stored.Notice]);
            await notices.PostponeAsync(target.Name, one.Stored, now + RetryPause.After(one.Stored.Notice.Attempts + 1, unchecked(seed + one.Stored.Notice.Sequence)), CancellationToken.None).ConfigureAwait(false);
        }

        return true;
    }

    // A person has said that nobody need act on it, before anybody was told.
    private static bool IsWithdrawn(Incident incident, Notice notice) =>
        notice.Reason != NoticeReason.Resolved && incident is { Status: IncidentStatus.Resolved, Disposition: IncidentDisposition.FalsePositive or IncidentDisposition.Expected };

    private async Task<(int InDigests, int Parked)> DigestsAsync(List<MonitoredTarget> busy, CancellationToken cancellationToken)
    {
        var parts = new List<StoredDigestPart>();
        foreach (var target in busy)
        {
            foreach (var part in await notices.PartsAsync(target.Name, cancellationToken).ConfigureAwait(false))
            {
                if (SenderOf(part.Target, part.Part.Topic) is null && time.GetUtcNow() - part.Part.Newest >= settings.Retention) await notices.RemoveAsync(part, cancellationToken).ConfigureAwait(false);
                else parts.Add(part);
            }
        }

        var (inDigests, parked) = (0, 0);
        foreach (var ofTopic in parts.GroupBy(part => part.Part.Topic))
        {
            var whole = ofTopic.Select(one => one.Part).Aggregate((sum, one) => sum.With(one));
            if (ofTopic.Select(part => SenderOf(part.Target, ofTopic.Key)).FirstOrDefault(one => one is not null) is { } sender)
            {
                var line = await LineAsync(ofTopic.Key, cancellationToken).ConfigureAwait(false);
                if (!line.IsDown && line.MayDigest(whole.IsStorm) && await holdAsync(cancellationToken).ConfigureAwait(false) && await SendAsync(sender, line, whole, [.. ofTopic], cancellationToken).ConfigureAwait(false)) continue;
            }
            else
            {
                foreach (var part in ofTopic) stranded[(part.Target, ofTopic.Key)] = stranded.GetValueOrDefault((part.Target, ofTopic.Key)) + part.Part.Total;
            }

            inDigests += whole.Total;
            parked += whole.Parked;
            if (oldest is null || whole.Oldest < oldest) oldest = whole.Oldest;
        }

        return (inDigests, parked);
    }

    private async Task<bool> SendAsync(MonitoredTarget sender, TopicLine line, DigestPart whole, IReadOnlyList<StoredDigestPart> parts, CancellationToken cancellationToken)
    {
        var named = new List<Incident>();
        foreach (var item in whole.Items.DistinctBy(item => (item.Target, item.Fingerprint)))
        {
            if (await incidents.FindAsync(item.Target, item.Fingerprint, cancellationToken).ConfigureAwait(false) is { } incident) named.Add(incident);
        }

        if (await line.ReserveDigestAsync(cancellationToken).ConfigureAwait(false) is not { } name) return false;
        var message = DigestMessage.Of(whole, named, name, settings);
        var delivery = (await channels.ForTarget(sender).SendAsync(line.State.Topic, [message], cancellationToken).ConfigureAwait(false))[0];
        if (delivery.Outcome != DeliveryOutcome.Accepted)
        {
            done = done with { NotAccepted = done.NotAccepted + 1 };
            await line.DigestFailedAsync(delivery, CancellationToken.None).ConfigureAwait(false);
            return false;
        }

        var now = time.GetUtcNow();
        var record = new SentAlert { At = now, MessageId = message.Id, Topic = line.State.Topic, ChannelId = delivery.Detail, Severity = message.Severity, Notices = whole.Total, FromFinding = (now - (whole.Oldest ?? now)).TotalSeconds };
        await sent.SaveAsync([record], CancellationToken.None).ConfigureAwait(false);
        foreach (var part in parts) await notices.RemoveAsync(part, CancellationToken.None).ConfigureAwait(false);
        await line.AcceptedAsync(0, CancellationToken.None).ConfigureAwait(false);
        done = done with { Digests = done.Digests + 1, InDigests = done.InDigests + whole.Total };
        return true;
    }

    private async Task<TopicLine> LineAsync(string topic, CancellationToken cancellationToken)
    {
        if (!lines.TryGetValue(topic, out var line)) lines[topic] = line = await TopicLine.OpenAsync(outbox, topic, settings, time, seed, cancellationToken).ConfigureAwait(false);
        return line;
    }

    private void Wait(IEnumerable<Notice> left)
    {
        foreach (var notice in left)
        {
            waiting++;
            if (oldest is null || notice.MadeAt < oldest) oldest = notice.MadeAt;
        }
    }

    private static SentAlert SentOf(Notice notice, string topic, Delivery delivery, DateTimeOffset now) => new()
    {
        At = now,
        MessageId = notice.MessageId,
        Topic = topic,
        ChannelId = delivery.Detail,
        Incident = $"{notice.Target}-{notice.Fingerprint}",
        Sequence = notice.Sequence,
        Reason = notice.Reason,
        Severity = notice.Severity,
        Notices = 1,
        FromFinding = (now - notice.MadeAt).TotalSeconds,
        FromWindowEnd = (now - notice.WindowEnd)?.TotalSeconds,
        FromRecordEnd = (now - notice.RecordEnd)?.TotalSeconds,
    };
}
