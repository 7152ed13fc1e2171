namespace Amazon.IdentityManagement.Model;

public class SimulatePrincipalPolicyRequest : AmazonIdentityManagementServiceRequest
{
    public List<string> ActionNames { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string CallerArn { get; set; }

    public List<ContextEntry> ContextEntries { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string Marker { get; set; }

    public int? MaxItems { get; set; }

    public List<string> PermissionsBoundaryPolicyInputList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<string> PolicyInputList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string PolicySourceArn { get; set; }

    public List<string> ResourceArns { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string ResourceHandlingOption { get; set; }

    public string ResourceOwner { get; set; }

    public string ResourcePolicy { get; set; }
}
