using System.Text.RegularExpressions;

namespace Muster.Tests.Node;

/// <summary>The README's map leads to places that are there.</summary>
public sealed partial class ReadmeTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/operators.md")]
    [InlineData("docs/operations.md")]
    [InlineData("docs/asvs.md")]
    [InlineData("SECURITY.md")]
    public void Every_link_leads_somewhere(string page)
    {
        var root = Root();
        var file = Path.Combine(root, page);

        var lost = Link().Matches(File.ReadAllText(file)).Select(link => link.Groups[1].Value)
            .Where(target => !target.StartsWith("http", StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, target)));

        Assert.Empty(lost);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cluster.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}
