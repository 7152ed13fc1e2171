using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class ListRolePoliciesResponse : AmazonWebServiceResponse
{
    public bool? IsTruncated { get; set; }

    public string Marker { get; set; }

    public List<string> PolicyNames { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
