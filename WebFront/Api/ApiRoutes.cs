namespace Muster.WebFront.Api;

/// <summary>Maps the routes of the contract. None can be mapped without being described: the description is made from the same calls.</summary>
internal sealed class ApiRoutes(IEndpointRouteBuilder endpoints)
{
    public const string Prefix = "/api/v1/";

    public void Get(string path, RequestDelegate handle, string summary, Action<ApiOperation> describe) =>
        Map(HttpMethods.Get, path, handle, summary, describe);

    public void Post(string path, RequestDelegate handle, string summary, Action<ApiOperation> describe) =>
        Map(HttpMethods.Post, path, handle, summary, describe);

    public void Put(string path, RequestDelegate handle, string summary, Action<ApiOperation> describe) =>
        Map(HttpMethods.Put, path, handle, summary, describe);

    public void Delete(string path, RequestDelegate handle, string summary, Action<ApiOperation> describe) =>
        Map(HttpMethods.Delete, path, handle, summary, describe);

    private void Map(string method, string path, RequestDelegate handle, string summary, Action<ApiOperation> describe)
    {
        var operation = new ApiOperation(method, path, summary);
        describe(operation);
        endpoints.MapMethods(Prefix + path, [method], handle).WithMetadata(operation).DisableHttpMetrics();
    }
}
