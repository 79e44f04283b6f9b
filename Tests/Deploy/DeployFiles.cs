using Muster.Tests.Browser;
using YamlDotNet.RepresentationModel;

namespace Muster.Tests.Deploy;

/// <summary>The folder deploy/.</summary>
internal static class DeployFiles
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy");

    /// <summary>All of them, relative to it.</summary>
    public static IEnumerable<string> All => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file));

    public static string At(string file) => Path.Combine(Folder, file);

    public static string Read(string file) => File.ReadAllText(At(file));

    /// <summary>A file of YAML as one tree; anchors are followed and merged keys are not.</summary>
    public static YamlMappingNode Yaml(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Read(file)));
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    /// <summary>The texts of a list, none where there is no such key.</summary>
    public static IReadOnlyList<string> Texts(this YamlNode node, string key) =>
        node.Find(key) is YamlSequenceNode list ? [.. list.Select(text => ((YamlScalarNode)text).Value!)] : [];

    /// <summary>A value, its own or merged in by <c>&lt;&lt;</c>.</summary>
    public static YamlNode? Find(this YamlNode node, string key)
    {
        var map = (YamlMappingNode)node;
        return map.Children.TryGetValue(key, out var value) ? value
            : map.Children.TryGetValue("<<", out var merged) ? merged.Find(key)
            : null;
    }
}
