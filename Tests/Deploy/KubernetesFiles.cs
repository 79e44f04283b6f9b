using k8s;
using k8s.Models;

namespace Muster.Tests.Deploy;

/// <summary>The manifests, read as the types of Kubernetes' own description: a field it does not know, or of another kind, is refused.</summary>
internal static class KubernetesFiles
{
    public static IReadOnlyList<object> All { get; } =
    [
        .. DeployFiles.All
            .Where(file => file.StartsWith("kubernetes/", StringComparison.Ordinal) && file.EndsWith(".yaml", StringComparison.Ordinal) && Path.GetFileName(file) != "kustomization.yaml")
            .Order(StringComparer.Ordinal)
            .SelectMany(file => KubernetesYaml.LoadAllFromString(DeployFiles.Read(file), strict: true)),
    ];

    public static IEnumerable<V1Deployment> Deployments => All.OfType<V1Deployment>();

    /// <summary>Of deployments, and by themselves.</summary>
    public static IEnumerable<V1PodTemplateSpec> Pods =>
    [
        .. Deployments.Select(deployment => deployment.Spec.Template),
        .. All.OfType<V1Pod>().Select(pod => new V1PodTemplateSpec { Metadata = pod.Metadata, Spec = pod.Spec }),
    ];
}
