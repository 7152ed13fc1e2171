using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Sns;

/// <summary>Amazon SNS: Publish, PublishBatch, GetTopicAttributes, ListSubscriptionsByTopic. Accepted messages are kept, none is delivered.</summary>
public sealed partial class SimulatedSns : ISimulatedService
{
    private const int SubscriptionsPerPage = 100;
    private const int MaximumBatch = 10;

    private static readonly QueryProtocol Wire = new("http://sns.amazonaws.com/doc/2010-03-31/", new Dictionary<CommonFailure, ErrorCode>
    {
        [CommonFailure.AccessDenied] = new("AuthorizationError", HttpStatusCode.Forbidden),
        [CommonFailure.InternalError] = new("InternalError", HttpStatusCode.InternalServerError),
    });

    private readonly ConcurrentDictionary<string, SimulatedTopic> topics = new(StringComparer.Ordinal);
    private readonly IdentityRegistry identities;
    private int messageCounter;

    internal SimulatedSns(IdentityRegistry identities) => this.identities = identities;

    string ISimulatedService.SigningName => "sns";

    IWireProtocol ISimulatedService.Protocol => Wire;

    /// <summary>Adds a topic.</summary>
    /// <param name="account">The owner.</param>
    /// <param name="region">Where it is.</param>
    /// <param name="name">The name; with <c>.fifo</c> at its end the topic keeps order.</param>
    public SimulatedTopic AddTopic(string account, string region, string name)
    {
        identities.AddAccount(account);
        var topic = new SimulatedTopic(account, region, name);
        return topics.TryAdd(topic.Arn, topic) ? topic : throw new ArgumentException($"There is a topic {topic.Arn} already.", nameof(name));
    }

    /// <summary>Takes a topic away.</summary>
    public void RemoveTopic(string arn) => topics.TryRemove(arn, out _);

    Task<SimulatedResponse> ISimulatedService.AnswerAsync(SimulatedRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(request.Action switch
        {
            "Publish" => Publish(request),
            "PublishBatch" => PublishBatch(request),
            "GetTopicAttributes" => GetTopicAttributes(request),
            "ListSubscriptionsByTopic" => ListSubscriptionsByTopic(request),
            _ => throw request.Failure(CommonFailure.UnknownAction, $"Could not find operation {request.Action} for version 2010-03-31"),
        });

    private static SimulatedResponse GetTopicAttributes(SimulatedRequest request, SimulatedTopic topic)
    {
        var confirmed = topic.Subscriptions.Count(subscription => subscription.Confirmed);
        var attributes = new Dictionary<string, string?>
        {
            ["TopicArn"] = topic.Arn,
            ["Owner"] = topic.Account,
            ["DisplayName"] = topic.DisplayName,
            ["Policy"] = topic.Policy,
            ["SubscriptionsConfirmed"] = Number(confirmed),
            ["SubscriptionsPending"] = Number(topic.Subscriptions.Count - confirmed),
            ["SubscriptionsDeleted"] = "0",
            ["KmsMasterKeyId"] = topic.KmsMasterKeyId,
            ["FifoTopic"] = topic.IsFifo ? "true" : null,
        };
        return Wire.Answer(request, new XElement("Attributes", attributes.Where(attribute => attribute.Value is not null).Select(attribute =>
            new XElement("entry", new XElement("key", attribute.Key), new XElement("value", attribute.Value)))));
    }

    private static SimulatedResponse ListSubscriptionsByTopic(SimulatedRequest request, SimulatedTopic topic)
    {
        var start = 0;
        if (request.Form["NextToken"] is { } token && !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out start))
        {
            throw MessageRules.Invalid("NextToken");
        }

        var page = topic.Subscriptions.Select((subscription, index) => (subscription, index)).Skip(start).Take(SubscriptionsPerPage).ToList();
        var next = start + page.Count;
        return Wire.Answer(request,
            new XElement("Subscriptions", page.Select(each => new XElement("member",
                new XElement("TopicArn", topic.Arn),
                new XElement("Protocol", each.subscription.Protocol),
                new XElement("SubscriptionArn", each.subscription.Confirmed ? $"{topic.Arn}:{each.index:d8}-0000-4000-8000-000000000000" : "PendingConfirmation"),
                new XElement("Owner", topic.Account),
                new XElement("Endpoint", each.subscription.Endpoint)))),
            next < topic.Subscriptions.Count ? new XElement("NextToken", Number(next)) : null);
    }

    private static void Demand(SimulatedRequest request, SimulatedTopic topic, string operation)
    {
        var permission = "SNS:" + operation;
        var question = request.Question(permission, topic.Arn);
        var own = request.Principal.Decide(question);
        var byTopic = PolicyEvaluator.Decide([PolicyDocument.Parse(topic.Policy)], question.To(request.Principal.Names()));
        if (own == PolicyDecision.ExplicitlyDenied || byTopic == PolicyDecision.ExplicitlyDenied) throw request.Denied(permission, topic.Arn, PolicyDecision.ExplicitlyDenied);

        var sameAccount = request.Account == topic.Account;
        if (own == PolicyDecision.Allowed && !sameAccount && byTopic != PolicyDecision.Allowed)
        {
            throw request.Failure(CommonFailure.AccessDenied,
                $"User: {request.Principal.Arn} is not authorized to perform: {permission} on resource: {topic.Arn} because no resource-based policy allows the {permission} action");
        }

        if (own != PolicyDecision.Allowed && !(sameAccount && byTopic == PolicyDecision.Allowed)) throw request.Denied(permission, topic.Arn, own);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void CheckKey(SimulatedTopic topic)
    {
        if (topic.KmsMasterKeyId is not { } key || topic.KeyState == SimulatedKeyState.Usable) return;
        throw new SimulatedServiceException("KMS" + topic.KeyState, topic.KeyState switch
        {
            SimulatedKeyState.AccessDenied => "null (Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException)",
            SimulatedKeyState.Disabled => $"{key} is disabled.",
            SimulatedKeyState.InvalidState => $"{key} is pending deletion.",
            SimulatedKeyState.NotFound => $"Key '{key}' does not exist",
            _ => "You have exceeded the rate at which you may call KMS.",
        });
    }

    private SimulatedResponse GetTopicAttributes(SimulatedRequest request)
    {
        var topic = Topic(request, request.Form["TopicArn"]);
        Demand(request, topic, request.Action);
        return GetTopicAttributes(request, topic);
    }

    private SimulatedResponse ListSubscriptionsByTopic(SimulatedRequest request)
    {
        var topic = Topic(request, request.Form["TopicArn"]);
        Demand(request, topic, request.Action);
        return ListSubscriptionsByTopic(request, topic);
    }

    private SimulatedResponse Publish(SimulatedRequest request)
    {
        var topic = Topic(request, request.Form["TopicArn"] ?? request.Form["TargetArn"]);
        Demand(request, topic, "Publish");
        return Wire.Answer(request, new XElement("MessageId", Accept(request, topic, request.Form)));
    }

    private SimulatedResponse PublishBatch(SimulatedRequest request)
    {
        var topic = Topic(request, request.Form["TopicArn"]);
        Demand(request, topic, "Publish");
        var entries = request.Form.Structures("PublishBatchRequestEntries");
        CheckBatch(entries);
        var (successful, failed) = (new List<XElement>(), new List<XElement>());
        foreach (var entry in entries)
        {
            try
            {
                successful.Add(new XElement("member", new XElement("Id", entry["Id"]), new XElement("MessageId", Accept(request, topic, entry))));
            }
            catch (SimulatedServiceException error)
            {
                failed.Add(new XElement("member",
                    new XElement("Id", entry["Id"]), new XElement("Code", error.Code), new XElement("Message", error.Message), new XElement("SenderFault", true)));
            }
        }

        return Wire.Answer(request, new XElement("Successful", successful), new XElement("Failed", failed));
    }

    private static void CheckBatch(IReadOnlyList<FormParameters> entries)
    {
        if (entries.Count == 0) throw new SimulatedServiceException("EmptyBatchRequest", "The batch request doesn't contain any entries.");
        if (entries.Count > MaximumBatch) throw new SimulatedServiceException("TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");
        if (entries.Any(entry => !BatchId().IsMatch(entry["Id"] ?? "")))
        {
            throw new SimulatedServiceException("InvalidBatchEntryId", "The Id of a batch entry in a batch request doesn't abide by the specification.");
        }

        if (entries.DistinctBy(entry => entry["Id"]).Count() < entries.Count)
        {
            throw new SimulatedServiceException("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
        }

        // Attributes that are wrong are the fault of their own entry, so only the text of such an entry counts here.
        if (entries.Sum(entry => MessageRules.Size(entry["Message"] ?? "", ReadableAttributes(entry))) > MessageRules.MaximumBytes)
        {
            throw new SimulatedServiceException("BatchRequestTooLong", "The length of all the batch messages put together is more than the limit.");
        }
    }

    private static Dictionary<string, SimulatedAttributeValue> ReadableAttributes(FormParameters entry)
    {
        try
        {
            return MessageRules.Attributes(entry);
        }
        catch (SimulatedServiceException)
        {
            return [];
        }
    }

    /// <summary>Keeps a message.</summary>
    /// <exception cref="SimulatedServiceException">The message breaks a rule, or cannot be encrypted.</exception>
    private string Accept(SimulatedRequest request, SimulatedTopic topic, FormParameters form)
    {
        var attributes = MessageRules.Attributes(form);
        MessageRules.Check(form, attributes);
        if (topic.IsFifo && form["MessageGroupId"] is null) throw MessageRules.Invalid("The MessageGroupId parameter is required for FIFO topics");
        CheckKey(topic);
        var id = "00000000-0000-4000-9000-" + Interlocked.Increment(ref messageCounter).ToString("x12", CultureInfo.InvariantCulture);
        topic.Accept(new SimulatedMessage(id, form["Subject"], form["Message"]!, attributes, request.Principal.Arn, request.ReceivedAt));
        return id;
    }

    private SimulatedTopic Topic(SimulatedRequest request, string? arn)
    {
        // An endpoint knows the topics of its own region only.
        if (arn?.Split(':') is not ["arn", "aws", "sns", var region, { Length: 12 }, _] || region != request.Region) throw MessageRules.Invalid("TopicArn");
        return topics.GetValueOrDefault(arn) ?? throw new SimulatedServiceException("NotFound", "Topic does not exist", HttpStatusCode.NotFound);
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,80}$")]
    private static partial Regex BatchId();
}
